import { changed } from './auto-close.ts'
import { send } from './automatic.ts'
import type { Agent, Conversation, World } from './world.ts'

/** §16, §17: somebody who does not hold it joins, as a reader or a helper: a change of it. */
export function joined(w: World, c: Conversation, agent: Agent): undefined {
  changed(w, c)
  if (agent !== c.holder) send(w, c, 'agentJoined')
}

export function left(w: World, c: Conversation, agent: Agent): undefined {
  changed(w, c)
  if (agent !== c.holder) send(w, c, 'agentLeft')
}

/** §17: the consumer has said who they are. */
export function authenticated(w: World, c: Conversation): undefined {
  send(w, c, 'stepUp')
}
