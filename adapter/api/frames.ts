import { type Static, type TProperties, type TSchema, Type } from 'typebox'
import { Value } from 'typebox/value'
import { awayReasons } from '../account.ts'

/** Why a command was not done (the closed set of the live API). */
export type Code =
  | 'UNAUTHENTICATED'
  | 'NOT_FOUND'
  | 'INVALID'
  | 'NOT_ASSIGNED'
  | 'CLOSED'
  | 'FORBIDDEN'
  | 'READ_ONLY'
  | 'CONFLICT'
  | 'OFFER_GONE'
  | 'CAPACITY'
  | 'INTERNAL'

/** A command that is not done, and why in words. */
export class Refused extends Error {
  readonly code: Code
  constructor(code: Code, message: string) {
    super(message)
    this.name = 'Refused'
    this.code = code
  }
}

/** Ends of a socket that tell the client what to do. */
export const Close = { invalid: 1007, unauthenticated: 4001, slow: 4008, replaced: 4009 } as const

/** Most characters of one message. */
const LONGEST = 8192

const closed = { additionalProperties: false }
const id = Type.String({ minLength: 8, maxLength: 64, pattern: '^[\\w-]+$' })
const key = Type.Integer({ minimum: 1 })
const text = Type.String({ minLength: 1, maxLength: LONGEST })

const hello = Type.Object(
  {
    t: Type.Literal('hello'),
    ticket: Type.String({ maxLength: 128 }),
    lastSeq: Type.Optional(Type.Integer({ minimum: 0 })),
    proto: Type.Literal(1),
  },
  closed,
)
const presence = Type.Enum(['online', 'backSoon', 'away', 'offline'])
/** A frame of a kind, about a conversation. */
const about = <const Name extends string, Fields extends TProperties>(t: Name, fields: Fields) =>
  Type.Object({ t: Type.Literal(t), id, conversation: key, ...fields }, closed)
const answer = <const Name extends string>(t: Name) => about(t, { offer: key })

/** What an agent may ask, by its `t`. */
const agentCommands = {
  'presence.set': Type.Object(
    {
      t: Type.Literal('presence.set'),
      id,
      presence,
      reason: Type.Optional(Type.Enum(awayReasons)),
    },
    closed,
  ),
  'message.send': about('message.send', { text }),
  transfer: about('transfer', { skill: Type.String() }),
  suggest: about('suggest', { agent: Type.String() }),
  return: about('return', {}),
  close: about('close', {}),
  accept: answer('accept'),
  decline: answer('decline'),
  take: about('take', {}),
  takeOver: about('takeOver', {}),
  resume: about('resume', {}),
  'target.set': about('target.set', { due: Type.Integer({ minimum: 1 }) }),
  'target.cancel': about('target.cancel', {}),
} as const
/** What a consumer may ask, by its `t`. */
const consumerCommands = {
  'message.send': Type.Object(
    { t: Type.Literal('message.send'), id, text, skill: Type.Optional(Type.String()) },
    closed,
  ),
  close: Type.Object({ t: Type.Literal('close'), id }, closed),
  urgent: Type.Object({ t: Type.Literal('urgent'), id, urgent: Type.Boolean() }, closed),
  'survey.answer': about('survey.answer', {
    question: Type.Integer({ minimum: 0 }),
    value: Type.Optional(Type.Integer()),
    text: Type.Optional(text),
  }),
  'survey.skip': about('survey.skip', {}),
} as const

export type Hello = Static<typeof hello>
export type AgentCommand = Static<(typeof agentCommands)[keyof typeof agentCommands]>
export type ConsumerCommand = Static<(typeof consumerCommands)[keyof typeof consumerCommands]>

/** A frame as an object. @throws Refused */
export function parse(data: string): { readonly t?: unknown; readonly id?: unknown } {
  try {
    const frame: unknown = JSON.parse(data)
    if (typeof frame === 'object' && frame !== null && !Array.isArray(frame)) return frame
  } catch {
    // It is told below, as any other frame that is no object.
  }
  throw new Refused('INVALID', 'a frame must be one JSON object')
}

/** The first frame of a socket. @throws Refused */
export const asHello = (frame: object): Hello => check(hello, frame, 'hello')

/** What an agent asks. @throws Refused naming what is wrong with it. */
export const asAgentCommand = (frame: Asked): AgentCommand =>
  asCommand(agentCommands, frame) as AgentCommand
/** What a consumer asks. @throws Refused naming what is wrong with it. */
export const asConsumerCommand = (frame: Asked): ConsumerCommand =>
  asCommand(consumerCommands, frame) as ConsumerCommand

/** A frame whose kind is not known yet. */
type Asked = { readonly t?: unknown }

function asCommand(commands: Readonly<Record<string, TSchema>>, frame: Asked): object {
  const t = typeof frame.t === 'string' ? frame.t : ''
  if (!Object.hasOwn(commands, t))
    throw new Refused(
      'INVALID',
      `t "${t.slice(0, 40)}" is none of ${Object.keys(commands).join(', ')}`,
    )
  return check(commands[t], frame, t) as object
}

function check<Schema extends TSchema>(
  schema: Schema,
  frame: object,
  what: string,
): Static<Schema> {
  if (Value.Check(schema, frame)) return frame
  const [first] = Value.Errors(schema, frame)
  const where = first.instancePath.slice(1).replaceAll('/', '.')
  throw new Refused('INVALID', `${what}${where ? `, ${where}` : ''}: ${first.message}`)
}
