import { readFileSync } from 'node:fs'
import { Type } from 'typebox'
import { ImportError, unread } from './error.ts'

/** What mappings of every kind are made of. */

export const closed = { additionalProperties: false }
export const column = Type.String({ minLength: 1, description: 'Name of a column in the header' })
export const some = Type.Optional(column)
export const file = Type.String({ minLength: 1, description: 'A relative path counts from here' })
export const at = Type.Object({ column, unit: Type.Enum(['s', 'ms', 'iso']) }, closed)

/** A column of instants. */
export interface At {
  readonly column: string
  readonly unit: 's' | 'ms' | 'iso'
}

/** Whether a mapping is of one of these kinds; one of messages names none. */
export const isOf = (mapping: string, ...kinds: readonly string[]): boolean =>
  new RegExp(`^kind:\\s*(${kinds.join('|')})\\s*(#.*)?$`, 'm').test(textOf(mapping))

/** @throws ImportError if it cannot be read. */
export function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new ImportError(file, 0, unread(error))
  }
}
