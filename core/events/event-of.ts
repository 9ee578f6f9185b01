import type { RouterEvent } from '../event.ts'

/** The event of one type. */
export type EventOf<Type extends RouterEvent['type']> = Extract<RouterEvent, { type: Type }>
