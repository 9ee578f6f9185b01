import type { Written } from '../read.ts'
import { schema } from '../schema.ts'
import type { Kind } from '../schema/words.ts'
import { branchOf, type Node, type Path } from '../wrong.ts'

/** A name that something else of the file must define. */
interface Reference {
  readonly kind: Kind
  readonly name: string
  readonly path: Path
}

/** @throws FormError with every name that nothing defines. */
export function checkNames(written: Written): void {
  const defined = namesOf(written.value)
  const unknown = references(schema as Node, written.value, [])
    .filter(({ kind, name }) => !defined[kind].includes(name))
    .map(({ kind, name, path }) => ({ path, message: unknownName(kind, name, defined[kind]) }))
  if (unknown.length > 0) throw written.errors(unknown)
}

function unknownName(kind: Kind, name: string, known: readonly string[]): string {
  const one = { workingHours: 'working hours', specialOccasions: 'special occasions' }
  const what = one[kind as keyof typeof one] ?? kind.replace(/s$/, '')
  return `unknown ${what} "${name}"; ${known.length > 0 ? `known: ${known.join(', ')}` : 'there are none'}`
}

function namesOf(value: Written['value']): { readonly [kind in Kind]: readonly string[] } {
  const keys = (part: object | undefined) => Object.keys(part ?? {})
  const { channels, conversations, shifts, skills, specialOccasions, workingHours } = value
  return {
    ...{ skills: keys(skills), groups: groupsOf(value), channels: keys(channels) },
    ...{ workingHours: keys(workingHours), specialOccasions: keys(specialOccasions) },
    ...{ shifts: keys(shifts), conversations: keys(conversations) },
  }
}

/** Groups that are listed, then those that agents are in. */
export function groupsOf({ agents, groups = {} }: Written['value']): readonly string[] {
  const named = agents.flatMap(({ group }) => (group === undefined ? [] : [group]))
  return [...new Set([...Object.keys(groups), ...named])]
}

function references(schemaNode: Node, value: unknown, path: Path): Reference[] {
  const node = branchOf(schemaNode, value)
  if (typeof value === 'string') {
    const kind = kindOf(node)
    return kind === undefined ? [] : [{ kind, name: value, path }]
  }
  if (Array.isArray(value))
    return value.flatMap((one, i) => (node.items ? references(node.items, one, [...path, i]) : []))
  if (typeof value !== 'object' || value === null) return []
  const any = Object.values(node.patternProperties ?? {})[0]
  return Object.entries(value).flatMap(([key, inside]) => {
    const here = [...path, key]
    const own = node.keysReferTo ? [{ kind: node.keysReferTo, name: key, path: here }] : []
    const below = node.properties?.[key] ?? any
    return [...own, ...(below ? references(below, inside, here) : [])]
  })
}

/** Of a name, or of a name among other things. */
const kindOf = ({ anyOf = [], refersTo }: Node): Kind | undefined =>
  refersTo ?? anyOf.find((one) => one.refersTo)?.refersTo
