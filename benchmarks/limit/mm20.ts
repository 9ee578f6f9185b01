/**
 * M/M/c first in first out, by hand: what V8 can do when nothing is general. Typed arrays, a 4-ary
 * heap that chooses the smaller child by arithmetic, sfc32 and inversion. No router, no reasons, no
 * trace, no measures but the mean wait: the floor under the whole path, not a rival of it.
 */
export interface LimitRun {
  /** In units of mean service, over all arrivals, zero waits included. */
  readonly meanWait: number
  readonly conversations: number
}

const HOLE = Number.POSITIVE_INFINITY

/**
 * Starts empty; `conversations` arrivals at `rate`, mean service 1, until the last has left.
 * @param seed any whole number.
 */
export function limit(
  servers: number,
  rate: number,
  conversations: number,
  seed: number,
): LimitRun {
  // Entry 0 is the next arrival's, 1..c the agents' ends: the heap holds at most c + 1.
  const at = new Float64Array(4 * servers + 16).fill(HOLE)
  const who = new Int32Array(4 * servers + 16)
  const free = Int32Array.from({ length: servers }, (_, i) => servers - i)
  let idle = servers
  let size = 0
  let room = 1024
  let queue = new Float64Array(room)
  let head = 0
  let waiting = 0
  let waited = 0
  let arrived = 0

  let a = 0x9e3779b9 ^ seed
  let b = 0x243f6a88
  let c = 0xb7e15162
  let counter = 1
  const exponential = (): number => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return -Math.log(((t >>> 0) + 0.5) / 4294967296)
  }
  const down = (time: number, subject: number): void => {
    let hole = 0
    for (;;) {
      const child = 4 * hole + 1
      if (child >= size) break
      const left = child + +(at[child + 1] < at[child])
      const right = child + 2 + +(at[child + 3] < at[child + 2])
      const least = left + (right - left) * +(at[right] < at[left])
      if (!(at[least] < time)) break
      at[hole] = at[least]
      who[hole] = who[least]
      hole = least
    }
    at[hole] = time
    who[hole] = subject
  }
  const add = (time: number, subject: number): void => {
    let hole = size++
    while (hole > 0) {
      const parent = (hole - 1) >> 2
      if (at[parent] <= time) break
      at[hole] = at[parent]
      who[hole] = who[parent]
      hole = parent
    }
    at[hole] = time
    who[hole] = subject
  }
  const pop = (): void => {
    size--
    const time = at[size]
    const subject = who[size]
    at[size] = HOLE
    if (size > 0) down(time, subject)
  }
  for (let i = 0; i < 20; i++) exponential()

  add(exponential() / rate, 0)
  while (size > 0) {
    const now = at[0]
    const subject = who[0]
    if (subject === 0) {
      arrived++
      if (arrived < conversations) down(now + exponential() / rate, 0)
      else pop()
      if (idle > 0) add(now + exponential(), free[--idle])
      else {
        if (waiting === room) {
          const wider = new Float64Array(room * 2)
          for (let i = 0; i < waiting; i++) wider[i] = queue[(head + i) & (room - 1)]
          queue = wider
          room *= 2
          head = 0
        }
        queue[(head + waiting++) & (room - 1)] = now
      }
    } else if (waiting > 0) {
      waited += now - queue[head]
      head = (head + 1) & (room - 1)
      waiting--
      down(now + exponential(), subject)
    } else {
      free[idle++] = subject
      pop()
    }
  }
  return { meanWait: waited / conversations, conversations }
}
