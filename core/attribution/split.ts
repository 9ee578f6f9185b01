/**
 * Divides a whole amount in proportion to whole weights by largest remainder (Hamilton, 1792): each
 * part is its exact share, rounded down, and what is left goes one by one to the largest remainders,
 * ties to the earlier part. So the parts always sum to the amount, on every machine.
 * @throws RangeError unless the amount and all weights are whole, none below 0, some weight above it.
 */
export function split(amount: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (![amount, total, ...weights].every((one) => Number.isSafeInteger(one) && one >= 0))
    throw new RangeError(`${amount} cannot be divided by ${weights.join(', ')}: not whole numbers`)
  if (total === 0) throw new RangeError(`${amount} cannot be divided: all weights are 0`)
  const [parts, remainders] =
    amount <= Number.MAX_SAFE_INTEGER / total
      ? divided(amount, weights, total)
      : dividedBig(amount, weights, total)
  let left = parts.reduce((rest, part) => rest - part, amount)
  if (left === 0) return parts
  const order = [...weights.keys()].sort((a, b) => remainders[b] - remainders[a] || a - b)
  for (const place of order) {
    if (left-- === 0) break
    parts[place]++
  }
  return parts
}

type Divided = readonly [parts: number[], remainders: number[]]

/** While all products are exact. */
function divided(amount: number, weights: readonly number[], total: number): Divided {
  const remainders = weights.map((weight) => (amount * weight) % total)
  return [weights.map((weight, i) => (amount * weight - remainders[i]) / total), remainders]
}

function dividedBig(amount: number, weights: readonly number[], total: number): Divided {
  const products = weights.map((weight) => BigInt(amount) * BigInt(weight))
  const by = BigInt(total)
  return [
    products.map((product) => Number(product / by)),
    products.map((product) => Number(product % by)),
  ]
}
