import { host } from './host.ts'
import { firstAccount } from '../index.ts'

/** A desk in a process of its own, to be killed: prints its address, serves until then. */
const { address, live } = await host(firstAccount, process.argv[2])
process.stdout.write(`${address} ${live.seq}\n`)
