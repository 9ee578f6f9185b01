import { concurrent, limited, processorSharing } from './chats.ts'
import { timeVarying } from './days.ts'
import type { Family } from './parts.ts'
import { skillRouting } from './pools.ts'
import { accumulating, strict } from './priorities.ts'
import { bursty, erlangA, finite, loss, plain, single } from './queues.ts'
import { caseManager, reentrant } from './turns.ts'

/** Every family of models that is known exactly. */
export const families: Readonly<Record<string, Family>> = {
  erlang_a: erlangA,
  erlang_b: loss,
  erlang_c: plain,
  mmc_general_patience: erlangA,
  mmck: finite,
  mg1: single,
  mdc: plain,
  mphc: plain,
  priority_mg1: strict,
  priority_mmc: strict,
  priority_mmc_abandon: strict,
  accumulating_priority: accumulating,
  processor_sharing: processorSharing,
  limited_processor_sharing: limited,
  chat_concurrency: concurrent,
  erlang_r: reentrant,
  case_manager: caseManager,
  bursty_arrivals: bursty,
  time_varying: timeVarying,
  skill_routing: skillRouting,
}
