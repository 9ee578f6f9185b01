import type { Temporal } from 'temporal-polyfill'
import type { Family } from '../fit.ts'
import type { Written } from '../read.ts'
import type { Arrivals, Distribution } from '../scenario.ts'
import type { Path } from '../wrong.ts'
import { hourly } from './hourly.ts'
import type { Inputs } from './inputs.ts'
import type { FittedTimes } from './times.ts'

/** What was fitted, as one sort of conversations uses it. @throws FormError where the log does not show it. */
export class Fitted {
  private readonly written: Written
  private readonly place: Path
  private readonly inputs: Inputs

  constructor(written: Written, name: string, inputs: Inputs) {
    this.written = written
    this.place = ['conversations', name]
    this.inputs = inputs
  }

  /** As observed where all of it is kept, else the best family. */
  readonly time: FittedTimes = (name, path) => {
    const { fit } = this.inputs
    const { behaviour } = this
    const observed = fit && { gap: fit.gap, reply: fit.reply, spacing: fit.burst.spacing }
    if (observed && name in observed)
      return { dist: 'empirical', quantiles: observed[name as keyof typeof observed].quantiles }
    const families = name === 'gap' || name === 'attention' ? behaviour?.[name] : null
    if (families) return familyOf(families.families[0])
    if (name === 'patience' && behaviour?.silent)
      return { dist: 'exponential', mean: behaviour.silent.mean.value }
    throw this.unknown(path, name)
  }

  mean(key: 'turns' | 'burst'): number {
    const mean = this.inputs.fit?.[key].mean ?? this.behaviour?.[key]?.value
    if (mean === undefined) throw this.unknown([...this.place, key], key)
    return Math.max(1, mean)
  }

  silentShare(): number {
    const share = this.behaviour?.silent?.silentShare.value
    if (share === undefined) throw this.unknown([...this.place, 'silentShare'], 'silentShare')
    return share
  }

  private get behaviour() {
    return this.inputs.behaviour?.()
  }

  private unknown(path: Path, name: string): Error {
    const isNone = this.inputs.fit === null && !this.inputs.behaviour
    if (isNone)
      return this.written.error(
        this.place,
        'it is fitted, but the scenario names no file under "fit"',
      )
    return this.written.error(path, `what was fitted does not show "${name}"`)
  }
}

function familyOf({ dist, parameters }: Family): Distribution {
  const value = (name: string) => parameters[name].value
  switch (dist) {
    case 'exponential':
      return { dist, mean: value('mean') }
    case 'gamma':
    case 'lognormal':
      return { dist, mean: value('mean'), cv: value('cv') }
    case 'weibull':
      return { dist, scale: value('scale'), shape: value('shape') }
  }
}

/** By hour of the week in the zone of the log. @throws FormError for an hour that was not observed. */
export function fittedArrivals(
  { error, value }: Written,
  i: number,
  { behaviour }: Inputs,
  start: Temporal.ZonedDateTime,
): Arrivals {
  const place = ['demand', i, 'profile']
  if (!behaviour) throw error(place, 'it is fitted, but the scenario names no file under "fit"')
  const { rates, zone } = behaviour().arrivals
  return hourly(value.horizon, start.withTimeZone(zone), ({ dayOfWeek, hour }) => {
    const rate = rates[(dayOfWeek - 1) * 24 + hour]
    if (rate) return rate.value
    throw error(place, `hour ${hour} of weekday ${dayOfWeek} was not observed`)
  })
}
