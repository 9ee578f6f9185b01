const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const

/**
 * An expected response time as automatic messages say it (SEMANTICS.md §17): the largest unit that is
 * not zero and the next smaller one, truncated, the second left out if it is zero. Empty below a
 * second: the message is then not sent.
 * @param expected in ms.
 */
export function replyTime(expected: number): string {
  const first = units.findIndex(([, size]) => expected >= size)
  if (first < 0) return ''
  const [, size] = units[first]
  const count = Math.floor(expected / size)
  const next = units[first + 1]
  const rest = next === undefined ? 0 : Math.floor((expected % size) / next[1])
  const said = inWords(count, units[first][0])
  return rest === 0 ? said : `${said} ${inWords(rest, next[0])}`
}

const inWords = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`
