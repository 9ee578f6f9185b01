import type { Result } from './result.ts'

/** In full by hand, or small in the tests so that it cannot rot. */
type Benchmark = (isSmall: boolean) => Promise<Result[]>

/** Each is read only when it is wanted: some bring a database along. */
export const benchmarks: Readonly<Record<string, Benchmark>> = {
  core: async (isSmall) => {
    const { core } = await import('./core.ts')
    return isSmall ? core(2000, 1) : core(150_000, 5)
  },
  crowd: async (isSmall) => {
    const { crowd } = await import('./crowd.ts')
    return isSmall
      ? crowd([10, 50, 200], 20, 500, 1)
      : crowd([100, 1000, 10_000], 10_000, 100_000, 5)
  },
  w1: async (isSmall) => {
    const { whole } = await import('./workloads/index.ts')
    return isSmall ? whole('w1', 4000, 1) : whole('w1', 1_000_000, 5)
  },
  w2: async (isSmall) => {
    const { whole } = await import('./workloads/index.ts')
    return isSmall ? whole('w2', 4000, 1) : whole('w2', 1_000_000, 5)
  },
  w3: async (isSmall) => {
    const { whole } = await import('./workloads/index.ts')
    return isSmall ? whole('w3', 4000, 1) : whole('w3', 1_000_000, 5)
  },
  growth: async (isSmall) => {
    const { growth } = await import('./workloads/index.ts')
    return isSmall ? growth([2, 17], 2000, 1) : growth([2, 5, 17, 167], 1_000_000, 5)
  },
  length: async (isSmall) => {
    const { length } = await import('./workloads/index.ts')
    return isSmall ? length([500, 2000], 1) : length([10_000, 100_000, 1_000_000], 5)
  },
  long: async (isSmall) => {
    const { length } = await import('./workloads/index.ts')
    return isSmall ? length([500, 4000], 1) : length([10_000, 10_000_000], 1)
  },
  messaging: async (isSmall) => {
    const { messaging } = await import('./messaging.ts')
    return isSmall ? messaging(2, 1) : messaging(40, 5)
  },
  configured: async (isSmall) => {
    const { configured } = await import('./replays/index.ts')
    return isSmall ? configured(1000, 1) : configured(160_000, 5)
  },
  allocation: async (isSmall) => {
    const { allocation } = await import('./replays/index.ts')
    return isSmall ? allocation(1000) : allocation(160_000)
  },
  sites: async (isSmall) => {
    const { sites } = await import('./replays/index.ts')
    return isSmall ? sites(1000, 1) : sites(160_000, 15)
  },
  workers: async (isSmall) => {
    const { workers } = await import('./workers.ts')
    return isSmall ? workers(500, 2, 1) : workers(100_000, 8, 5)
  },
  peers: async (isSmall) => {
    const { beside } = await import('./peers/index.ts')
    return isSmall ? beside(500, 1) : beside(100_000, 5)
  },
  agreement: async (isSmall) => {
    const { agreement } = await import('./peers/agreement.ts')
    return isSmall ? agreement(0.02, 4) : agreement(1, 20)
  },
  memory: async (isSmall) => {
    const { memory } = await import('./memory.ts')
    return isSmall ? memory(500, 2000, 1) : memory(100_000, 1_000_000, 5)
  },
  tables: async (isSmall) => {
    const { tables } = await import('./tables/index.ts')
    return isSmall ? tables(2000, 1) : tables(1_000_000, 1)
  },
  attribution: async (isSmall) => {
    const { attribution } = await import('./attribution.ts')
    return isSmall ? attribution(500, 1) : attribution(100_000, 5)
  },
  load: async (isSmall) => {
    const { load } = await import('./load.ts')
    return isSmall ? load(5000, 1) : load()
  },
  imports: async (isSmall) => {
    const { imports } = await import('./imports.ts')
    return isSmall ? imports(1, 2000, 1) : imports(14, 152_716, 5)
  },
  record: async (isSmall) => {
    const { record } = await import('./record.ts')
    return isSmall ? record(2000, 1) : record()
  },
}

/** Only where they are named: one takes minutes, the other measures nothing. */
export const byHand: readonly string[] = ['long', 'sites']
