import { Command } from 'commander'
import colours from 'picocolors'
import { addAsking } from './commands/asking.ts'
import { addServing } from './commands/serving.ts'
import { addSimulating } from './commands/simulating.ts'
import { version } from './version.ts'

const stopped = new AbortController()
process.once('SIGINT', () => stopped.abort(new Error('interrupted; nothing was written')))
process.once('SIGTERM', () => stopped.abort(new Error('stopped; nothing was written')))

const program = new Command('switchyard')
  .description('Routing and capacity workbench for messaging contact centres')
  .version(version)
  .showHelpAfterError('(--help shows what there is)')
  .exitOverride()

addSimulating(program, stopped.signal)
addAsking(program)
addServing(program, stopped.signal)

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = failed(error)
}

function failed(error: unknown): number {
  if (error instanceof Error && 'exitCode' in error) return error.exitCode === 0 ? 0 : 2
  process.stderr.write(`${colours.red('error:')} ${(error as Error).message}\n`)
  return stopped.signal.aborted ? 130 : 1
}
