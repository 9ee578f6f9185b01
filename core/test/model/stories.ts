import type { AccountConfig, Effect, RouterEvent } from '../../index.ts'
import { eventsOf } from '../tell.ts'
import { Model } from './model.ts'
import { effectiveDue } from './targets.ts'
import type { Conversation } from './world.ts'

/** The length of a minute and an hour. */
export const min = 60_000
export const hour = 60 * min

/** The instant of `10:00:05` on the first day. */
export function at(clock: string): number {
  const [h, m, s = '0'] = clock.split(':')
  return Math.round((Number(h) * 3600 + Number(m) * 60 + Number(s)) * 1000)
}

/** `10:00:05`, with milliseconds where there are any. */
export const clock = (ms: number): string =>
  new Date(ms).toISOString().slice(11, ms % 1000 === 0 ? 19 : 23)

/** The account with a skill `a` and its agent ana, where nothing else is said. */
export function accountOf(part: object): AccountConfig {
  return { skills: [{ id: 'a' }], agents: [{ id: 'ana', skills: ['a'] }], ...part }
}

/** The model after a story in the language of the golden conversations. */
export function play(part: object, story: string): Model {
  const account = accountOf(part)
  const model = new Model(account)
  const lines = story.split('\n').map((line) => line.trim())
  for (const event of eventsOf(account, lines.join('\n'))) model.apply(event)
  return model
}

/** When and with whom: `10:00:00 ana` for each row of a kind. */
export function told(model: Model, type: Effect['type']): string[] {
  const { agents } = model.world.config
  return model.told
    .filter((row) => row.type === type)
    .map((row) => `${clock(row.at)} ${'agent' in row ? (agents[row.agent]?.id ?? '') : ''}`.trim())
}

/** The open conversation with this key, 1 if none is named. */
export function conversation(model: Model, key = 1): Conversation {
  return model.world.open.find((c) => c.key === key)!
}

/** When it is due. */
export const dueOf = (model: Model, key = 1): string =>
  clock(effectiveDue(conversation(model, key)))

/** Lets time pass. */
export const tick = (model: Model, when: string): void =>
  model.apply({ type: 'clock.ticked', at: at(when) } as RouterEvent)

/** Who got which conversation, in order: `1 ana`. */
export function assignments(model: Model): string[] {
  const { agents } = model.world.config
  return model.told.flatMap((row) =>
    row.type === 'assigned' ? [`${row.conversation} ${agents[row.agent].id}`] : [],
  )
}
