import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { read } from '../scenarios/index.ts'
import { load } from './load.ts'

/** A scenario file that can be simulated. */
interface Plan {
  readonly id: string
  readonly name: string
  readonly description: string
}

/**
 * The scenario files of a folder, and each with nothing left to look up, for a browser to simulate.
 * Names are those of the listing alone: no path is made of what is asked.
 */
export function plansOf(folder: string) {
  return async (app: FastifyInstance): Promise<void> => {
    app.get('/scenarios', () => listed(folder))
    app.get<{ Params: { id: string } }>('/scenarios/:id', async ({ params: { id } }, reply) => {
      if (!filesOf(folder).includes(`${id}.yaml`))
        return reply.code(404).send({ error: `there is no scenario "${id}"` })
      try {
        return (await load(join(folder, `${id}.yaml`))).scenario
      } catch (error) {
        return reply.code(422).send({ error: (error as Error).message })
      }
    })
  }
}

const filesOf = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()

/** One that cannot be read is told by its name: asked for, it says why. */
function listed(folder: string): readonly Plan[] {
  return filesOf(folder).map((file) => {
    const id = file.replace(/\.yaml$/, '')
    try {
      const { description = '', name } = read(readFileSync(join(folder, file), 'utf8'), file).value
      return { id, name, description }
    } catch {
      return { id, name: id, description: 'It cannot be read.' }
    }
  })
}
