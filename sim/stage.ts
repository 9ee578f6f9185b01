import type { Agenda } from './agenda.ts'
import type { Calendar } from './calendar.ts'
import type { Clock } from './clock.ts'
import type { Host } from './host.ts'
import type { Life, Lives } from './lives.ts'
import { type Stream, uniform } from './random.ts'
import type { streamsOf } from './streams.ts'

/** What the calendar holds; `task` stands for everything rare, which the agenda keeps. */
export const Next = {
  ...{ arrival: 0, message: 1, reply: 2, close: 3, leave: 4, done: 5, task: 6 },
} as const

/** What the parts of the world share. */
export interface Stage {
  readonly calendar: Calendar
  readonly agenda: Agenda
  readonly clock: Clock
  readonly host: Host
  readonly lives: Lives
  readonly streams: ReturnType<typeof streamsOf>
}

/** A conversation's uniform of one purpose. */
export function drawFor(stream: Stream, life: Life, index: number): number {
  return uniform(stream, life.whom, index + life.offset)
}
