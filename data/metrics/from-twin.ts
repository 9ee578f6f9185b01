import { type Metric, meanOverTime, ratio, sum } from './metric.ts'

/**
 * A metric from what the simulator kept of replication `$replication`, by interval: its value and the
 * number that it is of, and no more. @throws TypeError if the simulator keeps none of it.
 */
export function fromTwin(metric: Metric): Metric {
  const { twin } = metric
  if (twin === null) throw new TypeError(`metric "${metric.id}" has no twin`)
  const given = {
    ...aboutOf(metric),
    from: twin.table,
    where: 'replication = $replication',
    at: 'interval_start',
    ...(twin.table === 'intervals' ? { skill: 'skill' } : { agent: 'agent' }),
    over: twin.over.join(' + '),
  }
  if (twin.under === null) return sum(given)
  if (twin.under === 'covered') return meanOverTime(given)
  return ratio({ ...given, under: twin.under.join(' + ') })
}

function aboutOf({ countedFor, id, interval, label, sentence, unit }: Metric) {
  return { countedFor, id, interval, label, sentence, unit }
}
