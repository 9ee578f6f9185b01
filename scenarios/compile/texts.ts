import type { AutomaticMessages } from '../../core/index.ts'
import type { ScenarioFile } from '../schema.ts'
import type { Texts } from '../scenario.ts'
import { without } from './people.ts'

/** Automatic messages as files write them, their durations already in ms. */
export type Written = {
  readonly [trigger in keyof AutomaticMessages]?: {
    readonly active?: boolean
    readonly after?: NonNullable<AutomaticMessages[trigger]>['after']
    readonly text?: string
  }
}

/** Messages as the core takes them: it says when they are sent, and asks whether they can be. */
export function messagesOf(written: Written | undefined): AutomaticMessages | undefined {
  if (written === undefined) return undefined
  return Object.fromEntries(
    Object.entries(written).map(([trigger, { active, after, text = '' }]) => [
      trigger,
      {
        ...without({ active, after }),
        ...(text.includes('{expectedResponseTime}') && { usesExpectedResponse: true }),
        ...(text.includes('{agentNickname}') && { usesAgentName: true }),
      },
    ]),
  )
}

/** What automatic messages say; undefined where the file says nothing of it. */
export function textsOf({ rules, skills }: ScenarioFile): Texts | undefined {
  const account = textOf(rules?.messages)
  const own = Object.entries(skills).map(([id, { messages }]) => [id, textOf(messages)] as const)
  const bySkill = own.filter(([, texts]) => Object.keys(texts).length > 0)
  if (Object.keys(account).length + bySkill.length === 0) return undefined
  return { account, skills: Object.fromEntries(bySkill) }
}

function textOf(messages: object = {}): Texts['account'] {
  const texts = Object.entries(messages as Readonly<Record<string, { readonly text?: string }>>)
  return Object.fromEntries(
    texts.flatMap(([trigger, { text }]) => (text === undefined ? [] : [[trigger, text]])),
  )
}
