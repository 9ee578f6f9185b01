import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { configure, time } from '../core/index.ts'
import { record, type Recorded, type ReplicationMeasures, type RunMeta } from '../data/index.ts'
import { stackReplications, writeParquet } from '../data/index.ts'
import type { Scenario } from '../scenarios/index.ts'
import type { Replication } from '../sim/index.ts'
import { scheduleOf } from './schedule.ts'

/** The rows of a replication that was kept whole. */
export function rowsOf(scenario: Scenario, { history, trace }: Replication): Recorded {
  const end = time(scenario.start + scenario.horizon)
  const rows = record(configure(scenario.account), history!, trace!, end)
  return { ...rows, schedule: scheduleOf(scenario) }
}

/**
 * The rows of all replications as Parquet, one folder each: `out/ID.rows/0007/turns.parquet`. Each is
 * written as soon as it is there, and its rows are given up; the folder appears when all is done.
 */
export class RowsFolder {
  /** Where they will be. */
  readonly path: string
  private readonly draft: string
  private readonly scenario: Scenario
  private readonly meta: RunMeta

  constructor(out: string, scenario: Scenario, meta: RunMeta) {
    this.path = join(out, `${meta.id}.rows`)
    this.draft = join(out, `.${meta.id}.rows.${process.pid}.draft`)
    this.scenario = scenario
    this.meta = meta
    mkdirSync(this.draft, { recursive: true })
  }

  /** Writes one, and gives back what is left of it. Replication 0 stays whole. */
  async spill(result: Replication): Promise<Replication> {
    const { history: _history, trace: _trace, ...counted } = result
    const tables = {
      ...rowsOf(this.scenario, result),
      ...stackReplications([counted as unknown as ReplicationMeasures]),
    }
    await writeParquet({ meta: this.meta, tables }, join(this.draft, nameOf(result.replication)))
    return result.replication === 0 ? result : counted
  }

  /** The folder as it is to stay, with the first so many replications. */
  finish(replications: number, spilled: number): string {
    for (let n = replications; n < spilled; n++)
      rmSync(join(this.draft, nameOf(n)), { recursive: true, force: true })
    rmSync(this.path, { recursive: true, force: true })
    renameSync(this.draft, this.path)
    return this.path
  }

  /** Leaves nothing behind. */
  drop(): void {
    rmSync(this.draft, { recursive: true, force: true })
  }
}

const nameOf = (replication: number) => String(replication).padStart(4, '0')
