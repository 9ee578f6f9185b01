import { Type } from 'typebox'
import { durationOf, readForm, span } from '../../scenarios/index.ts'
import { ImportError } from './error.ts'
import { at, closed, column, some, textOf } from './pieces.ts'

/** How a message log is to be read: the type, the check and the JSON Schema are this one value. */
export const mappingSchema = Type.Object(
  {
    name: Type.String({ minLength: 1 }),
    provenance: Type.Optional(Type.String()),
    file: Type.String({ minLength: 1, description: 'The CSV; a relative path counts from here' }),
    zone: Type.Optional(Type.String({ description: 'IANA time zone of local labels' })),
    columns: Type.Object(
      {
        conversation: column,
        answers: Type.Optional({
          ...column,
          description:
            'Whom an agent’s message answers, where the conversation’s column names the consumer',
        }),
        within: Type.Optional({
          ...column,
          description: 'No conversation goes beyond one of these',
        }),
        order: some,
        at,
        side: Type.Object({ column, consumer: Type.String(), agent: Type.String() }, closed),
        author: some,
      },
      closed,
    ),
    closeAfter: Type.Optional(span),
    splitAfter: Type.Optional(span),
    target: Type.Optional(span),
  },
  closed,
)

/** A declared reading of a message log. Durations in ms. */
export interface Mapping {
  readonly name: string
  readonly provenance: string | null
  readonly file: string
  readonly zone: string
  readonly columns: {
    /** Whatever tells conversations apart. */
    readonly conversation: string
    /** Whom an agent's message answers; the conversation is then that consumer's. */
    readonly answers: string | null
    readonly within: string | null
    /** Ascends within a conversation; without it, rows are ordered by their instant. */
    readonly order: string | null
    readonly at: { readonly column: string; readonly unit: 's' | 'ms' | 'iso' }
    readonly side: { readonly column: string; readonly consumer: string; readonly agent: string }
    readonly author: string | null
  }
  /** Quiet for so long after its last message, a conversation counts as closed; null for never. */
  readonly closeAfter: number | null
  /** Quiet for longer, what follows is another conversation; null for never. */
  readonly splitAfter: number | null
  readonly target: number | null
}

/**
 * Reads a mapping.
 * @param file the YAML. @param csv another log of the same form, instead of the one it names.
 * @throws FormError with every problem, as `file:line:column: message`; ImportError if it cannot be
 * read.
 */
export function readMapping(file: string, csv?: string): Mapping {
  if (/\.csv$/i.test(file))
    throw new ImportError(file, 0, 'is a log; name the mapping that says what its columns mean')
  const { error, value } = readForm(
    { schema: mappingSchema, what: 'the mapping' },
    textOf(file),
    file,
  )
  const { closeAfter, columns, name, provenance = null, splitAfter, target, zone = 'UTC' } = value
  if (!isZone(zone)) throw error(['zone'], `zone "${zone}" is not a known IANA time zone`)
  if (columns.side.consumer === columns.side.agent)
    throw error(['columns', 'side'], `both sides are "${columns.side.agent}"`)
  return {
    ...{ name, provenance, zone, file: csv ?? value.file },
    columns: {
      ...columns,
      ...{ order: columns.order ?? null, author: columns.author ?? null },
      ...{ answers: columns.answers ?? null, within: columns.within ?? null },
    },
    closeAfter: closeAfter === undefined ? null : durationOf(closeAfter),
    splitAfter: splitAfter === undefined ? null : durationOf(splitAfter),
    target: target === undefined ? null : durationOf(target),
  }
}

export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone }).format(0)
    return true
  } catch {
    return false
  }
}
