import { routings } from '../../../core/index.ts'
import type { MessagingModel } from '../../../scenarios/index.ts'
import type { Params } from '../case.ts'
import type { Setup } from '../setup.ts'
import { bounds, exponential, type Family, patienceOf, poisson } from './parts.ts'

/** Turns share one pool of agents; in between, nobody has the conversation (Erlang-R). */
export const reentrant: Family = (params, one) => ({
  ...turnsOf(params, { patience: null, betweenTurns: 'anyAgent' }),
  slots: 1,
  // Given back during the consumer's turn it waits for the consumer, not for an agent.
  account: { requeueIsActionable: false },
  bounds: bounds(params, one, 'sl_min'),
})

/** Agents own conversations, so many at once, and answer one turn at a time. */
export const caseManager: Family = (params, one) => {
  const unit = unitOf(params)
  const patience = patienceOf(params, 'mean_patience_before_assignment_min', unit)
  return {
    ...turnsOf(params, { patience, patienceEnds: 'assigned' }),
    slots: params.count('cap'),
    policy: () => routings.leastLoaded,
    ...{ load: loadOf(params), bounds: bounds(params, one, 'sl_min') },
  }
}

/**
 * Conversations that come over those that full agents end: each has `cap` of them, in its inbox or with
 * their consumers (mean value analysis of the closed network; Reiser and Lavenberg, 1980).
 */
function loadOf(params: Params): number {
  const turn = params.number('mean_turn_handling_min')
  const again = params.from0('return_probability') ?? 0
  const away = again * (params.from0('mean_customer_delay_min') ?? 0)
  let [inbox, turns] = [0, 0]
  for (let held = 1; held <= params.count('cap'); held++) {
    const response = turn * (1 + inbox)
    turns = held / (response + away)
    inbox = turns * response
  }
  return params.number('conversations_per_min') / (params.count('agents') * turns * (1 - again))
}

const unitOf = (params: Params): number => 1e6 / params.number('mean_turn_handling_min')

function turnsOf(
  params: Params,
  how: Pick<MessagingModel, 'patience' | 'patienceEnds' | 'betweenTurns'>,
): Pick<Setup, 'unit' | 'classes' | 'pools'> {
  const unit = unitOf(params)
  const again = params.has('return_probability')
    ? params.atLeast('return_probability', params.get('return_probability'))
    : 0
  if (again >= 1) throw params.wrong('return_probability', again, 'below 1')
  const rate = params.number('conversations_per_min')
  return {
    unit,
    classes: [
      {
        ...poisson(rate, unit),
        conversation: {
          model: 'messaging',
          turns: { mean: 1 / (1 - again) },
          burst: { mean: 1, spacing: { dist: 'deterministic', mean: 0 } },
          attention: exponential(params.number('mean_turn_handling_min'), unit),
          gap: exponential(
            params.atLeast('mean_customer_delay_min', params.get('mean_customer_delay_min')),
            unit,
          ),
          closeAfter: { dist: 'deterministic', mean: 0 },
          silentShare: 0,
          ...how,
        },
      },
    ],
    pools: [params.count('agents')],
  }
}
