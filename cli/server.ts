import helmet from '@fastify/helmet'
import staticFiles from '@fastify/static'
import fastify, { type FastifyInstance, type FastifyPluginAsync } from 'fastify'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Runs } from '../data/index.ts'
import { version } from './version.ts'
import { plansOf } from './plans.ts'
import { workbench } from './workbench.ts'

/** What a server shows, and where it listens. */
export interface ServerOptions {
  readonly runs: Runs
  /** Folder of the built dashboard. */
  readonly dashboard: string
  /** 0 takes any port that is free. */
  readonly port: number
  /** Folder of the scenario files that can be simulated in the browser; `scenarios` unless told. */
  readonly scenarios?: string
  /** Makes a run for those who have none yet. @returns its id */
  readonly sample?: () => Promise<string>
  /** The live desk, where there is one. */
  readonly live?: { readonly plugin: FastifyPluginAsync; readonly refresh: () => Promise<void> }
}

/** A server that listens. */
export interface Serving {
  readonly address: string
  close(): Promise<void>
}

/** Nothing but loopback is listened on: whoever reaches it may read every run. */
const host = '127.0.0.1'

/**
 * Serves the dashboard, the questions of the runs, and the live desk.
 * @throws Error in words if the port is taken or not allowed.
 */
export async function serve(options: ServerOptions): Promise<Serving> {
  const { dashboard, live, port, runs, sample, scenarios = 'scenarios' } = options
  const app = fastify({ forceCloseConnections: true })
  app.addHook('onRequest', refuseStrangers)
  await app.register(helmet, {
    ...{ contentSecurityPolicy, strictTransportSecurity: false },
    // Isolated, a page may share memory with the workers that it simulates on.
    crossOriginEmbedderPolicy: { policy: 'require-corp' },
  })
  await app.register(workbench({ runs, sample, refresh: live?.refresh }), { prefix: '/api' })
  await app.register(plansOf(scenarios), { prefix: '/api' })
  if (live) await app.register(live.plugin)
  app.get('/api/about', () => ({ version, live: live !== undefined }))
  await app.register(staticFiles, { root: dashboard })
  // A link to a screen is answered by the page that shows it.
  for (const page of ['/plan', '/results', '/conversations'])
    app.get(page, (_, reply) => reply.sendFile('index.html'))
  app.addHook('onClose', async () => runs.close())
  return { address: await listen(app, port), close: () => app.close() }
}

/**
 * A page of the web whose name was pointed at this machine asks under its own name: such a question
 * must not be answered (DNS rebinding).
 */
async function refuseStrangers(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { headers, method } = request
  const name = (headers.host ?? '').replace(/:\d+$/, '')
  const { origin } = headers
  // Nor may another page make this server do anything.
  if (method === 'POST' && origin !== undefined && origin !== `http://${headers.host}`)
    return void (await reply.code(403).send({ error: `pages of ${origin} may not ask for that` }))
  if (name === host || name === 'localhost') return
  await reply.code(403).send({ error: `"${name}" is not this machine: ask ${host} or localhost` })
}

/** Everything comes from here; charts are saved as pictures by way of blobs. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    connectSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
}

async function listen(app: FastifyInstance, port: number): Promise<string> {
  try {
    return await app.listen({ host, port })
  } catch (error) {
    await app.close()
    throw new Error(listenWords((error as NodeJS.ErrnoException).code, port), { cause: error })
  }
}

function listenWords(code: string | undefined, port: number): string {
  if (code === 'EADDRINUSE')
    return `port ${port} of ${host} is in use: stop what listens there, or give --port another number (0 takes any that is free)`
  if (code === 'EACCES')
    return `port ${port} of ${host} is not allowed to you: give --port a number from 1024`
  return `port ${port} of ${host} cannot be listened on: ${code}`
}
