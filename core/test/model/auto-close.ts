import type { Conversation, World } from './world.ts'

/** §16: a change of the conversation. */
export function changed(w: World, c: Conversation): void {
  c.lastChangeAt = w.now
}

/** §16: when it closes by itself: only while the consumer is expected to write. */
export function autoCloseAt(w: World, c: Conversation): number {
  const { autoCloseManualTarget, autoCloseSweep } = w.config
  if (c.pending === 'agent') return Infinity
  if (c.manual !== null && autoCloseManualTarget === 'exempt') return Infinity
  const at = c.lastChangeAt + (w.settings(c).autoCloseAfter ?? Infinity)
  return autoCloseSweep === null ? at : Math.ceil(at / autoCloseSweep) * autoCloseSweep
}
