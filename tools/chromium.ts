import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

/** Browsers that a machine may have, best known first. */
const installed = [
  process.env['CHROME_PATH'],
  ...['chromium', 'chromium-browser', 'google-chrome'].map((name) => `/usr/bin/${name}`),
]

/**
 * A real Chromium: `CHROME_PATH`, an installed one, or the one that comes out of npm.
 * @throws Error if none starts.
 */
export async function launch(): Promise<Browser> {
  const own = installed.find((path) => path !== undefined && existsSync(path))
  if (own !== undefined) return start(own)
  try {
    return await start(await unpacked())
  } catch {
    // A run that was cut off may have left half a browser behind.
    rmSync(folder(), { recursive: true, force: true })
    return start(await unpacked())
  }
}

function start(executablePath: string): Promise<Browser> {
  // In a container there is no other way than without the sandbox; nothing foreign is opened.
  return chromium.launch({ executablePath, args: ['--no-sandbox'] })
}

/** A folder of its own for each version: the package takes whatever it finds there. */
function folder(): string {
  const file = 'node_modules/@sparticuz/chromium/package.json'
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string }
  return resolve('.cache', `chromium-${version}`)
}

async function unpacked(): Promise<string> {
  const before = process.env['TMPDIR']
  const into = folder()
  mkdirSync(into, { recursive: true })
  // With this the package brings the system libraries that it needs; it is read on import.
  process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs20.x'
  process.env['TMPDIR'] = into
  try {
    const { default: packed } = await import('@sparticuz/chromium')
    const path = await packed.executablePath()
    nameFonts(into)
    return path
  } finally {
    process.env['TMPDIR'] = before ?? tmpdir()
    if (before === undefined) delete process.env['TMPDIR']
    process.env['HOME'] ??= join(into, 'home')
  }
}

/** The package's own list of fonts names folders that are not there; without any, inputs crash it. */
function nameFonts(into: string): void {
  const folders = [join(into, 'fonts'), '/usr/share/fonts'].map((dir) => `<dir>${dir}</dir>`)
  const cache = `<cachedir>${join(into, 'fonts-cache')}</cachedir>`
  const list = `<?xml version="1.0"?><fontconfig>${folders.join('')}${cache}</fontconfig>\n`
  writeFileSync(join(into, 'fonts', 'fonts.conf'), list)
}
