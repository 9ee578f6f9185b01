import { exportByDate, openRun } from '../../data/index.ts'
import { print } from '../print.ts'

/** A run as a folder of Parquet by day, whole or not at all. */
export async function exportCommand(file: string, folder: string): Promise<void> {
  const run = await openRun(file)
  try {
    await exportByDate(run, folder)
    print(folder)
  } finally {
    run.close()
  }
}
