/**
 * Bins of durations: one below a second, then equal ratios, 128 to a day (METRICS.md §3) and on in the same steps to
 * three months, since messaging answers in days; one beyond. Merging is addition.
 */

/** Beyond everything. */
export const LAST_BIN = 180

/** Ratio of a bin's edges: about 1.093. */
const ratio = 86_400 ** (1 / 128)

/** Where the last bin begins: 93 days, ms. */
export const BEYOND_MS = 1000 * ratio ** (LAST_BIN - 1)

/** SQL: the bin of a duration in ms. */
export const binOf = (ms: string) =>
  `CASE WHEN ${ms} < 1000 THEN 0 ELSE least(${LAST_BIN}, 1 + floor(ln(${ms} / 1000) / ln(86400) * 128)) END`

/** SQL: the upper edge of a bin but the last, ms. */
export const upperOf = (bin: string) => `1000 * pow(86400, ${bin} / 128)`

/** SQL: the geometric middle of a bin but the last, ms. */
export const middleOf = (bin: string) =>
  `CASE WHEN ${bin} = 0 THEN 1000 ELSE 1000 * pow(86400, (${bin} - 0.5) / 128) END`
