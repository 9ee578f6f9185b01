/**
 * The present of one replication, one for all who live in it. It is read where it is needed: an
 * argument that is no small integer is allocated at every call that V8 does not inline.
 */
export class Clock {
  /** Whole ms: of the entry taken from the calendar, or of the row of the trace that is read. */
  now = 0
}
