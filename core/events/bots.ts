import { Refusal } from '../codes.ts'
import { knowsAgent } from '../config/known.ts'
import { BotStatus } from '../event.ts'
import type { Ledger } from '../ledger.ts'
import { withdrawFrom } from '../offers.ts'
import type { NeedId } from '../units.ts'
import type { EventOf } from './event-of.ts'

/** What a bot's host says of it (SEMANTICS.md §9). Its presence stays what it is. */
export function statusSet(
  ledger: Ledger,
  { agent, status }: EventOf<'bot.statusSet'>,
): Refusal | undefined {
  if (!knowsAgent(ledger.config, agent)) return Refusal.unknownAgent
  if (!ledger.config.agents[agent].isBot) return Refusal.notABot
  if (ledger.agents.botStatus[agent] === status) return undefined
  ledger.agents.botStatus[agent] = status
  if (status === BotStatus.offline) withdrawFrom(ledger, agent)
  ledger.fallback.look(ledger, agent)
  ledger.touch(agent)
  // Whether it keeps others from waiting may have changed although its reason has not.
  for (let need = 0; need < ledger.needs.count; need++) ledger.reasonChanged(need as NeedId)
  return undefined
}
