import { useSyncExternalStore } from 'react'

/** What the questions of this view cost so far. */
export interface Answers {
  readonly rows: number
  readonly ms: number
  readonly questions: number
  readonly at: number
}

let answers: Answers = { rows: 0, ms: 0, questions: 0, at: 0 }
const listeners = new Set<() => void>()

/** Adds one answer. */
export function noteAnswer({ ms, rows }: { readonly rows: number; readonly ms: number }): void {
  answers = {
    rows: answers.rows + rows,
    ms: answers.ms + ms,
    questions: answers.questions + 1,
    at: Date.now(),
  }
  for (const listener of listeners) listener()
}

export const useAnswers = (): Answers =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => answers,
  )
