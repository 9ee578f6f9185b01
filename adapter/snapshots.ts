import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Snapshot } from '../core/index.ts'
import type { Charter } from './charter.ts'
import { Desk } from './desk.ts'
import type { Tail } from './journal/group.ts'

/** A desk as plain data, canonical: equal desks give equal text. */
interface Flat {
  readonly router: unknown
  readonly charter: Charter
  readonly maps: {
    readonly [name in Numbered | 'streams' | 'done']: readonly (readonly unknown[])[]
  }
  readonly configuredBy: number
  readonly lastConversation: number
  readonly lastConsumer: number
}

/** A desk after an entry of the journal. */
export interface Saved {
  readonly tail: Tail
  readonly desk: Desk
}

interface File {
  readonly tail: Tail
  readonly hash: string
  readonly state: Flat
}

/** What a desk remembers by a number, in the order of which nothing follows. */
const numbered = ['open', 'latest', 'notices', 'surveys', 'reasons', 'poisoned'] as const
type Numbered = (typeof numbered)[number]

const KEPT = 2
const name = /^snapshot-(\d+)\.json$/

/** SHA-256 of everything that a desk knows. */
export const stateHash = (desk: Desk): string => hashOf(flatten(desk))

/** Writes a snapshot, whole or not at all, and keeps the newest two. */
export function saveSnapshot(directory: string, { desk, tail }: Saved): void {
  const state = flatten(desk)
  const file = join(directory, `snapshot-${tail.seq}.json`)
  const draft = `${file}.draft`
  const { at, chain, seq } = tail
  writeDurably(draft, JSON.stringify({ tail: { seq, chain, at }, hash: hashOf(state), state }))
  renameSync(draft, file)
  syncFolder(directory)
  for (const seq of snapshotsIn(directory).slice(KEPT)) rmSync(fileOf(directory, seq))
}

/**
 * The newest snapshot that is what it says; a damaged one is passed over, null if there is none.
 */
export function loadSnapshot(directory: string): Saved | null {
  for (const seq of snapshotsIn(directory)) {
    const found = readSnapshot(fileOf(directory, seq))
    if (found !== null) return found
  }
  return null
}

function readSnapshot(file: string): Saved | null {
  try {
    const { hash, state, tail } = JSON.parse(readFileSync(file, 'utf8')) as File
    if (hashOf(state) !== hash) return null
    const desk = new Desk(state.charter, unpacked(state.router) as Snapshot)
    for (const [name, entries] of Object.entries(state.maps))
      for (const [key, one] of entries)
        (desk[name as Numbered] as Map<unknown, unknown>).set(key, one)
    desk.configuredBy = state.configuredBy
    desk.lastConversation = state.lastConversation
    desk.lastConsumer = state.lastConsumer
    return { tail, desk }
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return null
    throw error
  }
}

/** Their sequence numbers, newest first. */
function snapshotsIn(directory: string): number[] {
  const found = readdirSync(directory).map((file) => name.exec(file)?.[1])
  return found
    .filter((seq) => seq !== undefined)
    .map(Number)
    .sort((a, b) => b - a)
}

const fileOf = (directory: string, seq: number) => join(directory, `snapshot-${seq}.json`)

function flatten(desk: Desk): Flat {
  const byNumber = (map: ReadonlyMap<number, unknown>) => [...map].sort(([a], [b]) => a - b)
  const own = Object.fromEntries(numbered.map((name) => [name, byNumber(desk[name])]))
  return {
    router: packed(desk.router.snapshot()),
    charter: desk.charter,
    maps: {
      ...(own as { [name in Numbered]: [number, unknown][] }),
      streams: [...desk.streams].sort(([a], [b]) => (a < b ? -1 : 1)),
      // In the order in which they came: the oldest are forgotten first.
      done: [...desk.done],
    },
    configuredBy: desk.configuredBy,
    lastConversation: desk.lastConversation,
    lastConsumer: desk.lastConsumer,
  }
}

const hashOf = (state: Flat): string =>
  createHash('sha256').update(JSON.stringify(state)).digest('hex')

const arrays = { Float64Array, Int32Array, Uint8Array }

/** Typed arrays as their bytes in Base64, and numbers that JSON does not know by their names. */
function packed(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return { number: String(value) }
  if (ArrayBuffer.isView(value)) {
    const { buffer, byteLength, byteOffset } = value
    const bytes = Buffer.from(buffer, byteOffset, byteLength).toString('base64')
    return { array: value.constructor.name, bytes }
  }
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(packed)
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, packed(one)]))
}

function unpacked(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(unpacked)
  if ('number' in value) return Number(value.number)
  if ('array' in value && 'bytes' in value) {
    const bytes = Uint8Array.from(Buffer.from(value.bytes as string, 'base64'))
    return new arrays[value.array as keyof typeof arrays](bytes.buffer)
  }
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, unpacked(one)]))
}

function writeDurably(file: string, text: string): void {
  const handle = openSync(file, 'w')
  try {
    const bytes = Buffer.from(text)
    // Writes may be short without an error.
    for (let done = 0; done < bytes.length;) done += writeSync(handle, bytes, done)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function syncFolder(directory: string): void {
  const handle = openSync(directory, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
