import type { Life } from '../lives.ts'

interface Ghost {
  readonly key: number
  readonly skill: number
  readonly since: number
}

/**
 * Those who left, as if they had stayed: each waits until an agent is free and nobody who came before
 * it waits any more. It takes no agent.
 */
export class Ghosts {
  private all: Ghost[] = []

  add({ key, openedAt, skill }: Life): void {
    this.all.push({ key, skill, since: openedAt })
  }

  /** An agent is free for all who came before `key`. */
  release(key: number, now: number, tell: (skill: number, wait: number) => void): void {
    if (this.all.length === 0) return
    const stays: Ghost[] = []
    for (const ghost of this.all)
      if (ghost.key < key) tell(ghost.skill, now - ghost.since)
      else stays.push(ghost)
    this.all = stays
  }
}
