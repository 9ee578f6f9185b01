import { useEffect, useRef, useState } from 'react'
import type { Scenario } from '../../../scenarios/index.ts'
import { type Experiment, experimentOn, type Replication } from '../../../sim/index.ts'

export type Stage = 'idle' | 'running' | 'paused' | 'done' | 'cancelled' | 'failed'

/** An experiment as it is shown: what is there, how far the rest is, and what can be done. */
export interface Shown {
  readonly stage: Stage
  /** Done and under way, in replications. */
  readonly progress: number
  readonly asked: number
  readonly results: readonly Replication[]
  readonly problem: string
  /** Asks for so many in all; those that are there are not run again. */
  readonly extend: (replications: number, workers: number) => void
  readonly pause: () => void
  readonly resume: () => void
  readonly cancel: () => void
}

/** How often what is shown is looked up, ms. */
const EVERY = 100

/** Replications of a scenario in this browser, on web workers. Another scenario begins anew. */
export function useExperiment(scenario: Scenario | undefined): Shown {
  const [stage, setStage] = useState<Stage>('idle')
  const [asked, setAsked] = useState(0)
  const [problem, setProblem] = useState('')
  const [, look] = useState(0)
  const experiment = useRef<Experiment | null>(null)
  const stop = useRef(new AbortController())
  // Also while it stands still: what is shown then is what there is.
  const isActive = stage === 'running' || stage === 'paused'
  useEffect(() => {
    if (!isActive) return
    const ticking = setInterval(() => look((n) => n + 1), EVERY)
    return () => clearInterval(ticking)
  }, [isActive])
  useEffect(
    () => () => {
      stop.current.abort(new Error('left'))
      void experiment.current?.close()
      experiment.current = null
      setStage('idle')
      setAsked(0)
    },
    [scenario],
  )
  const extend = (replications: number, workers: number) => {
    if (!scenario) return
    stop.current = new AbortController()
    const { signal } = stop.current
    const mine = (experiment.current ??= experimentOn(scenario, {
      ...{ workers, keep: () => 'accumulators' },
    }))
    mine.resume()
    setAsked(replications)
    setStage('running')
    mine.extend(replications, signal).then(
      () => setStage('done'),
      (error: unknown) => {
        if (experiment.current !== mine) return
        setProblem(signal.aborted ? '' : (error as Error).message)
        setStage(signal.aborted ? 'cancelled' : 'failed')
      },
    )
  }
  return {
    ...{ stage, asked, problem, extend },
    progress: experiment.current?.progress ?? 0,
    results: experiment.current?.results ?? [],
    pause: () => {
      experiment.current?.pause()
      setStage('paused')
    },
    resume: () => {
      experiment.current?.resume()
      setStage('running')
    },
    cancel: () => stop.current.abort(new Error('cancelled')),
  }
}
