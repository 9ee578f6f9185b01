/**
 * Quantities and names. Units live in types, never in names: an instant cannot be added to an
 * instant, and a row number of one table cannot index another.
 */

declare const unit: unique symbol
declare const table: unique symbol

/** An instant: whole milliseconds since the Unix epoch, UTC. */
export type Time = number & { readonly [unit]: 'time' }
/** A span: whole milliseconds. */
export type Duration = number & { readonly [unit]: 'duration' }
/** Capacity: whole thousandths of a slot, so that sums and comparisons are exact. */
export type Weight = number & { readonly [unit]: 'weight' }

/** A row number that knows its table. */
export type Row<Table extends string> = number & { readonly [table]: Table }
/** An agent: its place in the configuration's list, from 0. Never reused. */
export type AgentId = Row<'agents'>
/** A skill: its place in the configuration's list, from 0. Never reused. */
export type SkillId = Row<'skills'>
/** A group: its place in the configuration's list. */
export type GroupId = Row<'groups'>
/** A class of channels: its place in the configuration's list. */
export type ChannelId = Row<'channels'>
/** A row of the conversations table. Recycled after close: never leaves the core. */
export type ConversationId = Row<'conversations'>
/** What a conversation asks of any agent, interned as a row. */
export type NeedId = Row<'needs'>
/** A conversation's stable name outside the core: a whole number chosen by the host, never reused. */
export type ConversationKey = number & { readonly [unit]: 'conversation' }
/** A consumer's stable name: a whole number chosen by the host; one person, one number. */
export type ConsumerKey = number & { readonly [unit]: 'consumer' }
/** A visit's stable name: a whole number chosen by the host, never reused. */
export type VisitKey = number & { readonly [unit]: 'visit' }
/** Name of what a visit brought about (a page, a record): a whole number chosen by the host, never reused. */
export type EntryKey = number & { readonly [unit]: 'entry' }
/** Money: whole minor units of a currency that stands beside it. */
export type Minor = number & { readonly [unit]: 'minor' }

/** One column of a table, readable only by rows of that table. */
export type Column<Id extends number, Value extends number = number> = {
  readonly [row in Id]: Value
}
/** The same column, for the one who owns the table. */
export type Writable<Id extends number, Value extends number = number> = { [row in Id]: Value }

/** Later than every instant. */
export const NEVER = Number.POSITIVE_INFINITY as Time
export const NO_AGENT = -1 as AgentId
/** The unskilled queue; LivePerson's skill −1. */
export const NO_SKILL = -1 as SkillId
export const NO_GROUP = -1 as GroupId
export const NO_CONSUMER = -1 as ConsumerKey
export const NO_NEED = -1 as NeedId
export const NO_CONVERSATION = -1 as ConversationId
export const NO_KEY = -1 as ConversationKey
/** One slot in thousandths. */
export const SLOT = 1000 as Weight

export const time = (ms: number): Time => ms as Time
export const milliseconds = (n: number): Duration => n as Duration
export const seconds = (n: number): Duration => Math.round(n * 1000) as Duration
export const minutes = (n: number): Duration => seconds(n * 60)
export const hours = (n: number): Duration => seconds(n * 3600)
export const days = (n: number): Duration => seconds(n * 86_400)
/** @throws never; rounds to the nearest thousandth of a slot. */
export const slots = (n: number): Weight => Math.round(n * 1000) as Weight

export const after = (t: Time, d: Duration): Time => (t + d) as Time
export const since = (now: Time, then: Time): Duration => (now - then) as Duration
