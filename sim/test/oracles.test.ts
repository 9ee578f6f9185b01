import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Cause, Kind, type Trace } from '../../core/index.ts'
import { callsOf } from '../../benchmarks/calls.ts'
import type { Distribution, Scenario } from '../../scenarios/index.ts'
import { erlangA, erlangB, erlangC, erlangCServiceLevel, erlangCWait } from '../index.ts'
import { meanInterval, simulate } from '../index.ts'

interface Case {
  readonly id: string
  readonly family: 'erlang_a' | 'erlang_b' | 'erlang_c'
  readonly params: Readonly<Record<string, number>>
  readonly results: Readonly<Record<string, number>>
}
const cases = (
  JSON.parse(readFileSync(new URL('cases.json', import.meta.url), 'utf8')) as Case[]
).filter(({ params }) => 'servers' in params)
/** Small, for every test run: the standard errors are up to 8 % of the value, not 1 %. */
const CALLS = 400_000

for (const one of cases) {
  test(`the closed forms give the exact values of ${one.id} to nine digits`, () => {
    for (const [what, value] of Object.entries(closedForms(one)))
      expect([what, value / one.results[what]]).toEqual([what, expect.closeTo(1, 9)])
  })

  test(`the simulator agrees with ${one.id} within four standard errors`, () => {
    const { trace } = simulate(scenarioOf(one), 0, 'sample')
    for (const [what, batches] of Object.entries(measured(trace!))) {
      const exact = one.results[what]
      if (exact === undefined) continue
      const { error, mean } = meanInterval(batches)
      expect(error, `${what}: standard error`).toBeLessThan(Math.max(1e-4, 0.08 * exact))
      expect(Math.abs(mean - exact) / error, `${what}: ${mean} for ${exact}`).toBeLessThan(4)
    }
  })
}

const perHour = ({ params: p }: Case) => p['arrivals_per_hour'] ?? p['arrivals_per_min'] * 60

function closedForms(one: Case): Record<string, number> {
  const { mean_patience_s, mean_service_s, servers, sl_seconds } = one.params
  const load = (perHour(one) * mean_service_s) / 3600
  if (one.family === 'erlang_b') return { blocking: erlangB(servers, load) }
  if (one.family === 'erlang_c')
    return {
      p_wait: erlangC(servers, load),
      asa: erlangCWait(servers, load, mean_service_s),
      service_level: erlangCServiceLevel(servers, load, mean_service_s, sl_seconds),
    }
  const a = erlangA(servers, perHour(one) / 3600, mean_service_s, mean_patience_s)
  return {
    p_wait: a.pWait,
    p_abandon: a.pAbandon,
    mean_wait_all: a.meanWait,
    ...{ mean_queue: a.meanQueue, occupancy: a.occupancy },
  }
}

function scenarioOf(one: Case): Scenario {
  const { mean_patience_s, mean_service_s, servers } = one.params
  const exponential = (seconds: number): Distribution => ({
    dist: 'exponential',
    mean: seconds * 1000,
  })
  const patience = mean_patience_s === undefined ? null : exponential(mean_patience_s)
  // Who finds no waiting place is somebody without any patience.
  const loss: Distribution = { dist: 'deterministic', mean: 0 }
  return callsOf({
    ...{ name: one.id, agents: servers, calls: CALLS, seed: 20_261_124, perHour: perHour(one) },
    holding: exponential(mean_service_s),
    patience: one.family === 'erlang_b' ? loss : patience,
  })
}

/** Twenty batches by number of call, the first left out as burn-in. */
function measured({ columns: c, length }: Trace): Record<string, number[]> {
  const size = CALLS / 20
  const batch = () => ({ n: 0, left: 0, waited: 0, wait: 0 })
  const batches = Array.from({ length: 20 }, batch)
  for (let i = 0; i < length; i++) {
    const left = c.kind[i] === Kind.closed && c.why[i] === Cause.consumer
    if (c.kind[i] !== Kind.assigned && !left) continue
    const into = batches[Math.floor(c.conversation[i] / size)]
    if (into === undefined) continue
    into.n++
    into.left += Number(left)
    into.waited += Number(left || c.value[i] > 0)
    into.wait += c.value[i] / 1000
  }
  const share = (of: 'left' | 'waited' | 'wait') => batches.slice(1).map((b) => b[of] / b.n)
  const [waited, wait, left] = [share('waited'), share('wait'), share('left')]
  return { p_wait: waited, asa: wait, mean_wait_all: wait, p_abandon: left, blocking: left }
}
