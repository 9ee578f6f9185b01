/**
 * Where an agent stands with a conversation, climbing from lasting to fleeting (SEMANTICS.md §3).
 * For one agent the first failing condition is the reason; for one waiting conversation the highest
 * reason over all agents is its nearest miss. The numbers are stored in traces: append, never reorder.
 */
export const Reason = {
  noPermission: 0,
  lacksSkill: 1,
  belowLevel: 2,
  outsideGroup: 3,
  reservedForOther: 4,
  notLoggedIn: 5,
  notOnline: 6,
  shiftEnding: 7,
  avoided: 8,
  declined: 9,
  botLimit: 10,
  warmUp: 11,
  blocked: 12,
  classLimit: 13,
  full: 14,
  eligible: 15,
  /** Of a conversation, not of an agent: an offer is out, or its skill is off shift. */
  offered: 16,
  offShift: 17,
} as const
export type Reason = (typeof Reason)[keyof typeof Reason]
/** How many an agent may give. */
export const REASONS = 16
/** The reasons' names, by number. */
export const reasonNames = Object.keys(Reason) as readonly (keyof typeof Reason)[]
