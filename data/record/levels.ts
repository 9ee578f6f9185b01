/** A level until now, and since when. */
interface Level {
  n: number
  since: number
}

/** Takes a piece of time throughout which the level of a place was the same, and not 0. */
export type Emit = (place: number, from: number, to: number, level: number) => void

/** Levels by place, each cut wherever it changes. */
export class Levels {
  private readonly levels = new Map<number, Level>()
  private readonly emit: Emit

  constructor(emit: Emit) {
    this.emit = emit
  }

  /** So much more from now on: the piece until now is over. */
  change(place: number, by: number, at: number): void {
    let level = this.levels.get(place)
    if (level === undefined) this.levels.set(place, (level = { n: 0, since: at }))
    if (level.n !== 0 && at > level.since) this.emit(place, level.since, at, level.n)
    level.n += by
    level.since = at
  }

  finish(until: number): void {
    for (const place of this.levels.keys()) this.change(place, 0, until)
  }
}
