import type { Cause } from '../core/index.ts'
import type { Life } from './lives.ts'

/**
 * Who hears what happens and what the router does about it, in order: the measures of a run, or those
 * of a case that is known exactly. The clock says when. What a conversation's life says of itself
 * (`isOwed`, `isReplied`, `isAssigned`) is as it was before.
 */
export interface Watch {
  /** Somebody comes, and is told the router. */
  opened(skill: number): void
  /** Somebody comes, and no line is free. */
  turnedAway(skill: number): void
  consumerWrote(life: Life): void
  agentWrote(life: Life, agent: number): void
  /** In the queue of a skill, with a due or Infinity; it may have been in another's. */
  entered(life: Life, due: number, skill: number): void
  assigned(life: Life, agent: number): void
  /** It is another skill's from now on; it is still its old one's as it is told. */
  moved(life: Life, skill: number): void
  owesBy(life: Life, due: number): void
  missed(life: Life): void
  closed(life: Life, cause: Cause): void
  /** The agent's presence or load may be another from now on. */
  stand(agent: number): void
  /** Everything that still lasts, up to the end. */
  finish(): void
}
