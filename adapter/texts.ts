import { type Duration, type Effect, replyTime, type TriggerName } from '../core/index.ts'
import type { Texts } from '../scenarios/index.ts'
import type { Charter } from './charter.ts'

/** What is said where the account states no text of its own. */
const plain: { readonly [trigger in TriggerName]: string } = {
  openFirst: 'Thank you for writing. Someone will answer here.',
  openFirstOffHours: 'Thank you for writing. We are closed now and answer when we open.',
  open: 'Welcome back. Someone will answer here.',
  openOffHours: 'Welcome back. We are closed now and answer when we open.',
  openAfterAutoClose: 'Welcome back. Someone will answer here.',
  messageOffHours: 'We are closed now and answer when we open.',
  manualTargetSet: 'You will hear from us by the time that was agreed.',
  urgentSet: 'This is marked as urgent.',
  urgentCleared: 'This is not marked as urgent any more.',
  consumerSilent: 'Are you still there?',
  agentSilent: 'Your answer takes longer than it should. Thank you for waiting.',
  queueWait: 'You have not been forgotten. Someone will answer here.',
  connected: 'Someone is with you now.',
  transferred: 'A colleague will answer.',
  backToQueue: 'Someone else will answer.',
  agentJoined: 'A colleague has joined.',
  agentLeft: 'A colleague has left.',
  endByAgent: 'This conversation was closed.',
  endByConsumer: 'You have ended this conversation.',
  endBySystem: 'This conversation was closed.',
  stepUp: 'Thank you, we know who you are now.',
}

/** What an automatic message of a conversation says. */
export function noticeText(
  { account, texts }: Charter,
  one: { readonly agent: number; readonly skill: number },
  { expected, trigger }: Effect & { readonly type: 'sent' },
): string {
  const agent = account.agents[one.agent]?.id ?? null
  const skill = account.skills[one.skill]?.id ?? null
  return textOf(texts, trigger, { agent, skill, expected })
}

/** What an automatic message says. @param expected the macro's duration, null without one */
function textOf(
  texts: Texts | null,
  trigger: TriggerName,
  {
    agent,
    expected,
    skill,
  }: {
    readonly agent: string | null
    readonly expected: Duration | null
    readonly skill: string | null
  },
): string {
  const own = skill === null ? undefined : texts?.skills[skill]?.[trigger]
  return (own ?? texts?.account[trigger] ?? plain[trigger])
    .replaceAll('{expectedResponseTime}', expected === null ? '' : replyTime(expected))
    .replaceAll('{agentNickname}', agent ?? '')
}
