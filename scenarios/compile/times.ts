import type { Static } from 'typebox'
import type { Duration } from '../../core/index.ts'
import { durationOf } from '../duration.ts'
import type { Written } from '../read.ts'
import type { Distribution } from '../scenario.ts'
import type { fittedTimes, time } from '../schema/times.ts'
import type { Path } from '../wrong.ts'

type Given = Static<typeof time>
/** What was fitted, by name. @throws FormError if nothing was. */
export type FittedTimes = (name: (typeof fittedTimes)[number], path: Path) => Distribution

/** A distribution as hosts take it. @throws FormError where its numbers make no sense together. */
export function timeOf(
  written: Written,
  path: Path,
  given: Given,
  fitted: FittedTimes,
): Distribution {
  if (!('mixture' in given)) return simpleOf(written, path, given, fitted)
  whole(
    written,
    [...path, 'mixture'],
    given.mixture.map(({ share }) => share),
  )
  return {
    dist: 'mixture',
    of: given.mixture.map(({ of, share }, i) => ({
      share,
      part: simpleOf(written, [...path, 'mixture', i, 'of'], of, fitted),
    })),
  }
}

function simpleOf(
  written: Written,
  path: Path,
  given: Exclude<Given, { readonly mixture: unknown }>,
  fitted: FittedTimes,
): Distribution {
  const some = (key: string, text: string) => lasting(written, [...path, key], text)
  if ('exponential' in given) return { dist: 'exponential', mean: durationOf(given.exponential) }
  if ('deterministic' in given)
    return { dist: 'deterministic', mean: durationOf(given.deterministic) }
  if ('uniform' in given) {
    const [low, high] = ascending(written, [...path, 'uniform'], given.uniform)
    return { dist: 'uniform', low, high }
  }
  if ('lognormal' in given)
    return { dist: 'lognormal', mean: durationOf(given.lognormal), cv: given.cv }
  if ('gamma' in given) return { dist: 'gamma', mean: some('gamma', given.gamma), cv: given.cv }
  if ('erlang' in given) return { dist: 'erlang', mean: some('erlang', given.erlang), k: given.k }
  if ('weibull' in given)
    return { dist: 'weibull', scale: some('weibull', given.weibull), shape: given.shape }
  if ('hyperexponential' in given) return hyper(written, path, given)
  if ('empirical' in given)
    return {
      dist: 'empirical',
      quantiles: ascending(written, [...path, 'empirical'], given.empirical),
    }
  return fitted(given.fitted, path)
}

function hyper(
  written: Written,
  path: Path,
  { hyperexponential, shares }: Extract<Given, { readonly shares: unknown }>,
): Distribution {
  if (shares.length !== hyperexponential.length) {
    const message = `${hyperexponential.length} means need as many shares, not ${shares.length}`
    throw written.error([...path, 'shares'], message)
  }
  whole(written, [...path, 'shares'], shares)
  const means = hyperexponential.map((text, i) =>
    lasting(written, [...path, 'hyperexponential', i], text),
  )
  return { dist: 'hyperexponential', p: shares, means }
}

/** Longer than nothing. */
export function lasting({ error }: Written, path: Path, text: string): Duration {
  const ms = durationOf(text)
  if (ms < 1) throw error(path, `"${text}" must be longer than nothing`)
  return ms
}

function ascending({ error }: Written, path: Path, texts: readonly string[]): number[] {
  const times = texts.map(durationOf)
  const place = times.findIndex((time, i) => i > 0 && time < times[i - 1])
  if (place < 0) return times
  throw error([...path, place], `"${texts[place]}" is less than "${texts[place - 1]}" before it`)
}

/** Shares of a whole. */
export function whole({ error }: Written, path: Path, shares: readonly number[]): void {
  const sum = shares.reduce((all, one) => all + one, 0)
  if (Math.abs(sum - 1) > 1e-9) throw error(path, `the shares sum to ${sum}, not to 1`)
}
