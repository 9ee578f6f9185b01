import { type Trigger, triggerNames } from '../codes.ts'
import type { Duration } from '../units.ts'
import type { AccountConfig, SkillConfig } from './account.ts'
import { fail, within } from './checks.ts'

export type TriggerName = keyof typeof Trigger

/** An automatic message (§17). Its texts are the host's: the core says when it is sent. */
export interface AutomaticMessage {
  /** Missing: true. */
  readonly active?: boolean
  /** Length of the timer of `consumerSilent`, `agentSilent` and `queueWait`, and of no other. */
  readonly after?: Duration
  /** Its text says when a reply is expected: not sent where nothing is due, or overdue. */
  readonly usesExpectedResponse?: boolean
  /** Its text names the agent: not sent where nobody holds the conversation. */
  readonly usesAgentName?: boolean
}
/** By trigger; a skill's message replaces the account's wholly. */
export type AutomaticMessages = { readonly [trigger in TriggerName]?: AutomaticMessage }

/** A message in force, with nothing left open. `after` is 0 where there is no timer. */
export type Message = Required<AutomaticMessage>

const timed: readonly string[] = ['consumerSilent', 'agentSilent', 'queueWait']

/** The messages of a skill by `Trigger`, null where none is sent; empty if there are none at all. */
export function makeMessages(
  account: AccountConfig,
  skill: SkillConfig,
  place: string,
): readonly (Message | null)[] {
  const all: AutomaticMessages = { ...account.messages, ...skill.messages }
  for (const [name, message] of Object.entries(all)) {
    if (!triggerNames.includes(name as TriggerName))
      fail(`${place}: messages`, `"${name}" is none of ${triggerNames.join(', ')}`)
    checkTimer(`${place}: messages.${name}`, name, message)
  }
  const made = triggerNames.map((name) => messageOf(all[name]))
  return made.some((message) => message !== null) ? made : []
}

function checkTimer(place: string, name: string, { active, after }: AutomaticMessage): void {
  if (!timed.includes(name)) {
    if (after !== undefined) fail(place, `after ${after} is stated, but it has no timer`)
  } else if (active !== false || after !== undefined)
    within(`${place}: after`, after ?? Number.NaN, 1, 7_776_000_000, 'ms')
}

function messageOf(message: AutomaticMessage | undefined): Message | null {
  if (!message || message.active === false) return null
  return {
    active: true,
    after: message.after ?? (0 as Duration),
    usesExpectedResponse: message.usesExpectedResponse ?? false,
    usesAgentName: message.usesAgentName ?? false,
  }
}
