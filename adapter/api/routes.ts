import { createHash, randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { AccountConfig } from '../../core/index.ts'
import type { Drive } from '../drive.ts'
import type { Store } from '../journal/journal.ts'
import { agentDeed, consumerDeed, type Deed } from './commands.ts'
import { asAgentCommand, asConsumerCommand, Refused } from './frames.ts'
import { type Side, serveSocket } from './sockets.ts'
import type { Streams } from './streams.ts'
import type { Tickets } from './tickets.ts'
import type { Views } from './views.ts'

/** What the API works on. */
export interface ApiParts {
  readonly account: AccountConfig
  readonly drive: Drive
  readonly store: Store
  readonly streams: Streams
  readonly tickets: Tickets
  readonly views: Views
  readonly lease: number
}

/** Signing in, and one socket for each side. */
export function serveApi(app: FastifyInstance, parts: ApiParts): void {
  app.get('/healthz', () => ({ ok: true }))
  app.get('/readyz', () => ({ ok: true, seq: parts.drive.last }))
  app.post('/v1/sign-in', (request, reply) => answered(reply, () => signIn(parts, request.body)))
  app.post('/v1/consumer', (request, reply) => meet(parts, request.body, reply))
  const sides: Readonly<Record<'agent' | 'consumer', Side>> = {
    agent: agentSide(parts),
    consumer: consumerSide(parts),
  }
  for (const [name, side] of Object.entries(sides))
    app.get(`/v1/${name}/ws`, { websocket: true, preValidation: sameOrigin }, (socket) =>
      serveSocket(socket, side),
    )
}

/** A page of another origin may open a socket here, but gets no answer. */
async function sameOrigin({ headers }: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { host, origin } = headers
  // A page without an origin, such as a file's, says "null".
  if (origin === undefined || origin === `http://${host}` || origin === `https://${host}`) return
  await reply.code(403).send({ error: `pages of ${origin} may not speak here` })
}

/** For now an agent signs in by name: the server listens on this machine only. */
function signIn({ account, drive, tickets }: ApiParts, body: unknown): object {
  const name = fieldOf(body, 'name')
  const agent = account.agents.findIndex(({ id }) => id.toLowerCase() === name.trim().toLowerCase())
  if (agent < 0) {
    const known = account.agents.map(({ id }) => id)
    const list = known.length > 12 ? `${known.slice(0, 12).join(', ')} …` : known.join(', ')
    throw new Refused(
      'NOT_FOUND',
      `nobody is called "${name.slice(0, 60)}" here; there are ${list}`,
    )
  }
  return { ticket: tickets.give(`agent/${agent}`, drive.now), name: account.agents[agent].id }
}

/** Meets a consumer: whoever has a token is known by it, everyone else gets one. */
function meet(parts: ApiParts, body: unknown, reply: FastifyReply): FastifyReply {
  const { drive, store, tickets } = parts
  const told = typeof body === 'object' && body !== null && 'token' in body ? body.token : null
  const known = typeof told === 'string' ? store.consumerOf(digest(told)) : null
  if (known !== null) {
    const ticket = tickets.give(`consumer/${known}`, drive.now)
    return reply.send({ token: told, ticket })
  }
  const token = randomBytes(24).toString('base64url')
  const consumer = drive.desk.lastConsumer + 1
  const content = { consumer: { consumer, token: digest(token) } }
  drive.submit({ type: 'consumer.seen', consumer }, content, () => {
    void reply.send({ token, ticket: tickets.give(`consumer/${consumer}`, drive.now) })
  })
  return reply
}

const digest = (token: string): string => createHash('sha256').update(token).digest('hex')

function fieldOf(body: unknown, name: string): string {
  const value =
    typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined
  if (typeof value === 'string' && value.trim() !== '') return value
  throw new Refused('INVALID', `"${name}" is missing`)
}

function answered(reply: FastifyReply, work: () => object): FastifyReply {
  try {
    return reply.send(work())
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const status = error.code === 'NOT_FOUND' ? 404 : 400
    return reply.code(status).send({ error: error.message, code: error.code })
  }
}

function agentSide(parts: ApiParts): Side {
  const { account, drive, lease, views } = parts
  const side = sideOf(parts, (number) => views.agent(number))
  return {
    ...side,
    command: (stream, frame, done) => {
      const agent = numberOf(stream)
      const asked = asAgentCommand(frame)
      obey(drive, stream, asked.id, done, () => agentDeed(drive.desk, account, agent, asked))
    },
    joined: (stream) => drive.renew(numberOf(stream)),
    left: (stream) => {
      const agent = numberOf(stream)
      if (drive.desk.router.view.agents.presence[agent as never] !== 0) drive.lease(agent, lease)
    },
  }
}

function consumerSide(parts: ApiParts): Side {
  const { account, drive, views } = parts
  return {
    ...sideOf(parts, (number) => views.consumer(number)),
    command: (stream, frame, done) => {
      const asked = asConsumerCommand(frame)
      const consumer = numberOf(stream)
      obey(drive, stream, asked.id, done, () => consumerDeed(drive.desk, account, consumer, asked))
    },
  }
}

function sideOf({ drive, streams, tickets }: ApiParts, view: (number: number) => object) {
  return {
    streams,
    tickets,
    now: () => drive.now,
    after: (pause: number, act: () => void) => drive.after(pause, act),
    whenDurable: (done: () => void) => drive.whenDurable(done),
    snapshot: (stream: string) => ({
      s: drive.desk.streams.get(stream) ?? 0,
      snapshot: view(numberOf(stream)),
    }),
  }
}

/** Does a command once: who asks again, having missed the answer, gets the first one. */
function obey(
  drive: Drive,
  by: string,
  id: string,
  done: (seq: number) => void,
  deedOf: () => Deed,
): void {
  const before = drive.desk.done.get(`${by} ${id}`)
  if (before !== undefined) return drive.whenDurable(() => done(before.seq))
  const { content, record } = deedOf()
  const seq: number = drive.submit(record, content, () => done(seq))
}

const numberOf = (stream: string): number => Number(stream.split('/')[1])
