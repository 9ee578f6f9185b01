import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { FastifyInstance } from 'fastify'

const folder = fileURLToPath(new URL('.', import.meta.url))
const pages = ['message', 'agent'] as const

/** The consumer's page `/message` and the agent's page `/agent`, with all that they need. */
export async function servePages(app: FastifyInstance): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: pages.map((page) => `${folder}${page}.ts`),
    outdir: folder,
    ...{ bundle: true, format: 'esm', target: 'es2022', minify: true, write: false },
  })
  for (const page of pages) {
    const script = outputFiles.find(({ path }) => path.endsWith(`${page}.js`))!.text
    const html = readFileSync(`${folder}${page}.html`, 'utf8')
    app.get(`/${page}`, (_, reply) => reply.type('text/html; charset=utf-8').send(html))
    app.get(`/live/${page}.js`, (_, reply) => reply.type('text/javascript').send(script))
  }
  const style = readFileSync(`${folder}live.css`, 'utf8')
  app.get('/live/live.css', (_, reply) => reply.type('text/css').send(style))
}
