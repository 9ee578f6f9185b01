import { createHash, randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Drive } from '../drive.ts'
import { ReadOnly } from '../room.ts'
import type { Store } from '../journal/journal.ts'
import { agentDeed, type Deed } from './commands.ts'
import { serveConfig } from './config.ts'
import { consumerDeed } from './consumers.ts'
import { asAgentCommand, asConsumerCommand, Refused } from './frames.ts'
import { refusedBy } from './refusals.ts'
import { type Side, serveSocket } from './sockets.ts'
import type { Streams } from './streams.ts'
import type { Tickets } from './tickets.ts'
import type { Views } from './views.ts'

/** What the API works on. */
export interface ApiParts {
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
  app.get('/readyz', (_, reply) => {
    const { isReadOnly, last, refused } = parts.drive
    return reply
      .code(isReadOnly ? 503 : 200)
      .send({ ok: !isReadOnly, seq: last, readOnly: isReadOnly, refused })
  })
  serveConfig(app, parts.drive)
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
function signIn({ drive, tickets }: ApiParts, body: unknown): object {
  const name = fieldOf(body, 'name')
  const { account } = drive.desk.charter
  const agent = account.agents.findIndex(
    ({ enabled = true, id }) => enabled && id.toLowerCase() === name.trim().toLowerCase(),
  )
  if (agent < 0) {
    const known = account.agents.filter(({ enabled = true }) => enabled).map(({ id }) => id)
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
  try {
    drive.submit({ type: 'consumer.seen', consumer }, content, () => {
      if (store.consumerOf(digest(token)) === null) return full(reply)
      void reply.send({ token, ticket: tickets.give(`consumer/${consumer}`, drive.now) })
    })
  } catch (error) {
    if (!(error instanceof ReadOnly)) throw error
    full(reply)
  }
  return reply
}

function full(reply: FastifyReply): void {
  void reply.code(503).send({ error: new ReadOnly().message, code: 'READ_ONLY' })
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
  const { drive, lease, views } = parts
  const side = sideOf(parts, (number) => views.agent(number))
  return {
    ...side,
    command: (stream, frame, done) => {
      const asked = asAgentCommand(frame)
      obey(drive, stream, asked.id, done, () => agentDeed(drive.desk, numberOf(stream), asked))
    },
    look: (stream, frame) =>
      'look' in frame && frame.look === 'queue' ? views.queue(numberOf(stream)) : null,
    joined: (stream) => drive.renew(numberOf(stream)),
    left: (stream) => {
      const agent = numberOf(stream)
      if (drive.desk.router.view.agents.presence[agent as never] !== 0) drive.lease(agent, lease)
    },
  }
}

function consumerSide(parts: ApiParts): Side {
  const { drive, views } = parts
  return {
    ...sideOf(parts, (number) => views.consumer(number)),
    command: (stream, frame, done) => {
      const asked = asConsumerCommand(frame)
      obey(drive, stream, asked.id, done, () => consumerDeed(drive.desk, numberOf(stream), asked))
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

/**
 * Does a command once: who asks again, having missed the answer, gets the first one.
 * @throws Refused, also what the router refused: that is on the disk as well.
 */
function obey(
  drive: Drive,
  by: string,
  id: string,
  done: (seq: number, refused?: Refused) => void,
  deedOf: () => Deed,
): void {
  const key = `${by} ${id}`
  const answer = () => {
    const did = drive.desk.done.get(key)
    if (did === undefined && drive.isReadOnly)
      return done(0, new Refused('READ_ONLY', new ReadOnly().message))
    if (did === undefined)
      return done(0, new Refused('INTERNAL', 'it could not be done, and the desk has been told'))
    done(did.seq, did.refusal && refusedBy(did.refusal))
  }
  if (drive.desk.done.has(key)) return drive.whenDurable(answer)
  const { content, record } = deedOf()
  try {
    drive.submit(record, content, answer)
  } catch (error) {
    throw error instanceof ReadOnly ? new Refused('READ_ONLY', error.message) : error
  }
}

const numberOf = (stream: string): number => Number(stream.split('/')[1])
