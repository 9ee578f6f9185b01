import type { FastifyInstance } from 'fastify'
import { type AccountConfig, configure } from '../../core/index.ts'
import type { Texts } from '../../scenarios/index.ts'
import { keepPlaces } from '../charter.ts'
import type { Drive } from '../drive.ts'
import { ReadOnly } from '../room.ts'

/** What the desk goes by, and another one from now on: an entry of the journal like any other. */
export function serveConfig(app: FastifyInstance, drive: Drive): void {
  app.get('/v1/config', () => ({ version: versionOf(drive), ...drive.desk.charter }))
  app.put('/v1/config', (request, reply) => {
    const { account, texts = null } = (request.body ?? {}) as {
      readonly account?: AccountConfig
      readonly texts?: Texts | null
    }
    const version = versionOf(drive)
    if (request.headers['if-match'] !== version) {
      const error = `this changes version ${request.headers['if-match'] ?? '(If-Match is missing)'}`
      return reply.code(412).send({ error: `${error}, but the desk goes by ${version}`, version })
    }
    try {
      if (!account) throw new RangeError('"account" is missing')
      const next = keepPlaces(drive.desk.charter.account, account)
      configure(next)
      drive.submit({ type: 'config.changed', account: next, texts }, undefined, () => {
        const isDone = versionOf(drive) !== version
        if (isDone) void reply.send({ version: versionOf(drive) })
        else void reply.code(503).send({ error: new ReadOnly().message })
      })
    } catch (error) {
      const status = statusOf(error)
      if (status === null) throw error
      void reply.code(status).send({ error: (error as Error).message })
    }
    return reply
  })
}

/** The entry that set what the desk goes by; 0 what it was begun with. */
const versionOf = ({ desk }: Drive): string => String(desk.configuredBy)

/** What is no account fails where it is read. */
function statusOf(error: unknown): number | null {
  if (error instanceof ReadOnly) return 503
  return error instanceof RangeError || error instanceof TypeError ? 400 : null
}
