import type { Behaviour, Estimated, FittedFamilies } from '../../scenarios/index.ts'
import { shareInterval } from '../../sim/index.ts'
import { fitArrivals } from './arrivals.ts'
import { families } from './families.ts'
import type { RecordedLog } from './log.ts'
import { fitSilent } from './silent.ts'
import { storiesOf } from './stories.ts'
import { kaplanMeier, type Seen } from './survival.ts'

/**
 * How consumers and agents behave, as far as a log shows it, with intervals of 95 %. What it does not
 * show is null. The intervals take conversations as independent of each other.
 * @throws RangeError if no consumer opened a conversation.
 */
export function fitBehaviour(log: RecordedLog): Behaviour {
  const stories = storiesOf(log)
  if (stories.openings.length === 0)
    throw new RangeError(`${log.source}: no conversation begins with a message of its consumer`)
  const least = log.messages.at.every((at) => at % 1000 === 0) ? 1000 : 1
  const times = (values: readonly number[]): FittedFamilies | null =>
    values.length < 2 ? null : { n: values.length, families: families(values, least) }
  const { another, over } = stories.goesOn
  const cuts = stories.spacings.filter(({ isEvent }) => !isEvent).length
  return {
    conversations: stories.openings.length,
    arrivals: fitArrivals(stories.openings, log),
    turns: meanTurns(another, over),
    burst: meanTurns(stories.spacings.length - cuts, cuts),
    gap: times(stories.gaps),
    attention: times(stories.attention),
    concurrency: byServed(stories.replies),
    firstReply: kaplanMeier(stories.waits.map(answered)),
    patience: log.knowsEnds ? kaplanMeier(stories.waits.map(gaveUp)) : null,
    silent: fitSilent(stories.waits),
  }
}

type Wait = ReturnType<typeof storiesOf>['waits'][number]
/** Until the reply; who left or is still waiting is lost sight of. */
const answered = ({ how, time }: Wait): Seen => ({
  time,
  isEvent: how === 'stayed' || how === 'quiet',
})
/** Until the consumer gave up openly; a reply hides for how long one would have waited. */
const gaveUp = ({ how, time }: Wait): Seen => ({ time, isEvent: how === 'left' })

/** The mean of a geometric number from 1 on, from how often it went on and ended (Wilson 1927). */
function meanTurns(another: number, over: number): Estimated | null {
  if (over === 0) return null
  const { high, low } = shareInterval(over, another + over)
  return { value: (another + over) / over, low: 1 / high, high: 1 / low }
}

/** Median reply after the consumer's last line, by how many were served at the same time. */
function byServed(replies: readonly { readonly time: number; readonly served: number }[]) {
  return [1, 2, 3, 4, 5].map((served) => {
    const times = replies
      .filter((one) => (served === 5 ? one.served >= 5 : one.served === served))
      .map(({ time }) => time)
      .sort((a, b) => a - b)
    return { served, n: times.length, median: middleOf(times) }
  })
}

/** Of two middle ones their mean; null of none. */
function middleOf(sorted: readonly number[]): number | null {
  const half = sorted.length / 2
  return half === 0 ? null : (sorted[Math.ceil(half) - 1] + sorted[Math.floor(half)]) / 2
}
