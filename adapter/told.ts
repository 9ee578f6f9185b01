import type { Refusal } from '../core/index.ts'

/** Something that one stream is told. What it holds is looked up when it is sent. */
export interface Told {
  /** `agent/3` or `consumer/17` */
  readonly stream: string
  /** Its place in that stream: rises by one. */
  readonly s: number
  readonly what: What
}
export type What =
  | { readonly t: 'conversation.upsert'; readonly conversation: number; readonly isNew: boolean }
  | { readonly t: 'conversation.removed'; readonly conversation: number; readonly why: string }
  | { readonly t: 'conversation.state'; readonly conversation: number; readonly state: string }
  /** `part` 0 is what people wrote, further ones are automatic messages of the same entry. */
  | {
      readonly t: 'message'
      readonly conversation: number
      readonly seq: number
      readonly part: number
    }
  | { readonly t: 'presence'; readonly presence: number }
  | { readonly t: 'offer'; readonly conversation: number; readonly seq: number }
  | {
      readonly t: 'offer.closed'
      readonly conversation: number
      readonly seq: number
      readonly outcome: string
    }
  | { readonly t: 'survey'; readonly conversation: number }
  | { readonly t: 'config' }

/** A command that was done, or refused by the router. */
export interface Done {
  readonly seq: number
  readonly at: number
  readonly refusal?: keyof typeof Refusal
}

/** How long a command is remembered, ms. */
const REMEMBERED = 86_400_000

/** Forgets commands that nobody sends again; they stand in the order in which they came. */
export function forget(done: Map<string, Done>, now: number): void {
  for (const [key, one] of done)
    if (one.at < now - REMEMBERED) done.delete(key)
    else break
}

/** An agent holds it no more. */
export const removed = (conversation: number, why: string): What => ({
  ...{ t: 'conversation.removed', conversation, why },
})
