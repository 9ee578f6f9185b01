/**
 * Closed forms that the simulator must agree with. Rates are per unit of time, `load` is offered
 * load in erlangs (arrival rate × mean service).
 */

/** Share of arrivals lost with `servers` and no waiting places (Erlang, 1917; recursion). */
export function erlangB(servers: number, load: number): number {
  let blocking = 1
  for (let n = 1; n <= servers; n++) blocking = (load * blocking) / (n + load * blocking)
  return blocking
}

/** Share of arrivals that wait with infinite patience (Erlang, 1917); 1 when unstable. */
export function erlangC(servers: number, load: number): number {
  if (load >= servers) return 1
  const blocking = erlangB(servers, load)
  return blocking / (1 - (load / servers) * (1 - blocking))
}

/** Mean wait over all arrivals, in units of `meanService`. */
export function erlangCWait(servers: number, load: number, meanService: number): number {
  return (erlangC(servers, load) * meanService) / (servers - load)
}

/** Share of arrivals that wait no longer than `bound`. */
export function erlangCServiceLevel(
  servers: number,
  load: number,
  meanService: number,
  bound: number,
): number {
  return 1 - erlangC(servers, load) * Math.exp((-(servers - load) * bound) / meanService)
}

/** Steady state of M/M/c+M by its birth-death weights (Palm, 1957). */
export function erlangA(servers: number, arrivals: number, service: number, patience: number) {
  const weights = [1]
  let [sum, largest] = [1, 1]
  for (let n = 1; weights[n - 1] > largest * 1e-18 || n <= servers * 2; n++) {
    const out = Math.min(n, servers) / service + Math.max(0, n - servers) / patience
    weights[n] = (weights[n - 1] * arrivals) / out
    sum += weights[n]
    largest = Math.max(largest, weights[n])
  }
  const over = (f: (n: number) => number) =>
    weights.reduce((total, w, n) => total + w * f(n), 0) / sum
  const queue = over((n) => Math.max(0, n - servers))
  return {
    pWait: over((n) => Number(n >= servers)),
    pAbandon: queue / patience / arrivals,
    meanWait: queue / arrivals,
    meanQueue: queue,
    occupancy: over((n) => Math.min(n, servers)) / servers,
  }
}
