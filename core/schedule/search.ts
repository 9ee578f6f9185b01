/** The last place whose value is at or before `at`, 0 if there is none. `sorted` ascends. */
export function lastUpTo(sorted: ArrayLike<number>, at: number): number {
  let low = 0
  let high = sorted.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (sorted[middle] <= at) low = middle
    else high = middle
  }
  return low
}
