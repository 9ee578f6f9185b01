const SHUT = 1

/**
 * What an experiment and its workers share: whether to stand still, and how far each of them is. One
 * word of shared memory each; a worker that stands still costs nothing.
 */
export class Gate {
  /** First whether it is shut, then each worker’s progress in billionths of its replication. */
  readonly words: Int32Array

  constructor(words: Int32Array) {
    this.words = words
  }

  static shared(workers: number): Gate {
    return new Gate(new Int32Array(new SharedArrayBuffer(4 * (workers + 1))))
  }

  shut(): void {
    Atomics.store(this.words, 0, SHUT)
  }

  open(): void {
    Atomics.store(this.words, 0, 0)
    Atomics.notify(this.words, 0)
  }

  /** By a worker, many times a second: says how far it is, and waits while the gate is shut. */
  pass(worker: number, share: number): void {
    Atomics.store(this.words, worker + 1, Math.floor(share * 1e9))
    while (Atomics.load(this.words, 0) === SHUT) Atomics.wait(this.words, 0, SHUT)
  }

  /** Replications under way, each as the share that is done. */
  get underWay(): number {
    return this.words.subarray(1).reduce((sum, share) => sum + share, 0) / 1e9
  }
}
