import { tellRow, type ToldRow, type TriggerName } from '../../../core/index.ts'

/** What an automatic message was about. */
const triggers: { readonly [trigger in TriggerName]: string } = {
  openFirst: 'welcome, for the first time',
  openFirstOffHours: 'welcome, for the first time and off hours',
  open: 'welcome back',
  openOffHours: 'welcome back, off hours',
  openAfterAutoClose: 'welcome back after it was closed for inactivity',
  messageOffHours: 'we are closed',
  manualTargetSet: 'a target was set by hand',
  urgentSet: 'it is urgent',
  urgentCleared: 'it is not urgent any more',
  consumerSilent: 'are you still there',
  agentSilent: 'the answer takes longer',
  queueWait: 'still waiting',
  connected: 'who answers',
  transferred: 'a colleague will answer',
  backToQueue: 'somebody else will answer',
  agentJoined: 'a colleague joined',
  agentLeft: 'a colleague left',
  endByAgent: 'closed by the agent',
  endByConsumer: 'closed by the consumer',
  endBySystem: 'closed by the system',
  stepUp: 'the consumer is known now',
}

const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sent: triggers,
  unassigned: {
    takenOver: 'taken over',
    unanswered: 'no reply',
    suggested: 'transferred to a colleague',
    escalated: 'escalated by the bot',
  },
  suggestionEnded: { timeout: 'out of time', agentGone: 'the agent is gone', moved: 'it moved on' },
  surveyClosed: {
    partialTimedOut: 'partly answered, then out of time',
    partialSkipped: 'partly answered, the rest skipped',
    closedByConsumer: 'by the consumer',
    closedBySystem: 'by the system',
    unrecognised: 'the answers were not understood',
    notSupported: 'its channel has no surveys',
  },
}

/** How a conversation came into a queue again, beside what the sentence says itself. */
const entries: Readonly<Record<string, string>> = {
  suggested: 'kept for one agent',
  unassigned: 'the agent did not reply',
  fallback: 'as a fallback',
  overflow: 'as an overflow',
  escalated: 'escalated by a bot',
  skillDeleted: 'its skill was deleted',
}

/** What the router did, as a sentence whose subject is the page's conversation. */
export function decisionWords(row: ToldRow): string {
  const told = sentence(row).replace(/^conversation -?\d+:? /, '')
  const own = told.replaceAll(`conversation ${row.conversation}`, 'it')
  return own[0].toUpperCase() + own.slice(1)
}

function sentence(row: ToldRow): string {
  const { kind, skill_id: skill, value, why } = row
  const plain = why === null ? why : (words[kind]?.[why] ?? why)
  switch (kind) {
    case 'allocated':
      return value === null ? 'belongs to no group any more' : `is allocated to a group of ${skill}`
    case 'widened':
      return value === null
        ? `may go to agents of ${skill} only`
        : 'may go to agents of another skill too'
    case 'queued': {
      const how = entries[why ?? '']
      return how === undefined ? tellRow(row) : `${tellRow(row)}: ${how}`
    }
    case 'offerEnded':
      return tellRow(row).replace(/ is (\w+)$/, why === 'expired' ? ' has expired' : ' was $1')
    default:
      return tellRow({ ...row, why: plain })
  }
}
