import { Kind, type Trace, whyName } from '../../core/index.ts'
import { NO_LABEL } from '../schema.ts'
import { type DataOf } from '../tables.ts'

/** The trace as a table: codes become words, "never" and "nobody" become unknown. */
export function recordDecisions(trace: Trace): DataOf<'decisions'> {
  const rows = trace.length
  const { agent, at, conversation, kind, skill, value, why } = trace.columns
  const words = new Map<string, number>()
  const codes = Object.values(Kind).map((k) => whyCodes(k, trace.ranks, words))
  return {
    seq: Float64Array.from({ length: rows }, (_, i) => i),
    at: at.subarray(0, rows),
    kind: kind.subarray(0, rows),
    conversation: conversation.slice(0, rows).map((key) => (key < 0 ? Number.NaN : key)),
    agent: agent.subarray(0, rows),
    skill: skill.subarray(0, rows),
    why: {
      codes: Uint16Array.from({ length: rows }, (_, i) => codes[kind[i]][why[i]] ?? NO_LABEL),
      words: [...words.keys()],
    },
    value: value.slice(0, rows).map((v, i) => (saysSomething(kind[i], v) ? v : Number.NaN)),
  }
}

/** Kinds whose `value` means something, and it is not "never". */
function saysSomething(kind: number, value: number): boolean {
  const silent = kind === Kind.waiting || kind === Kind.unassigned || kind === Kind.refused
  return !silent && Number.isFinite(value)
}

/** Places in the common list of words, by what `why` may be; words are added as they are met. */
function whyCodes(kind: Kind, ranks: readonly string[], words: Map<string, number>): number[] {
  const codes: number[] = []
  for (let why = 0; why < 256; why++) {
    const name = whyName(kind, why, ranks)
    if (!name) break
    if (!words.has(name)) words.set(name, words.size)
    codes.push(words.get(name)!)
    // Beyond the last rank every number means that the id decided.
    if (kind === Kind.assigned && name === 'id') break
  }
  return codes
}
