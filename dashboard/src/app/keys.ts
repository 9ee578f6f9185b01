import { useEffect, useRef } from 'react'

/** What keys do; two letters are pressed one after the other. */
export type Keys = Readonly<Record<string, () => void>>

/** Longest pause between two letters of a sequence, ms. */
const PAUSE = 900

const setting = 'switchyard-letters'

/** Whether single letters act: some readers' own tools speak in letters (WCAG 2.1.4). */
export const lettersAct = (): boolean => localStorage.getItem(setting) !== 'off'

/** Switches single letters on or off, for this reader. */
export const setLetters = (to: 'on' | 'off'): void => localStorage.setItem(setting, to)

/** Letters never act while somebody types, nor together with a modifier other than Ctrl-K's. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    let before = { key: '', at: 0 }
    const pressed = (event: KeyboardEvent) => {
      const name = nameOf(event)
      if (name === null) return
      const sequence = event.timeStamp - before.at < PAUSE ? `${before.key} ${name}` : name
      const act = latest.current[sequence] ?? latest.current[name]
      before = { key: name, at: event.timeStamp }
      if (act === undefined) return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [])
}

function nameOf({ altKey, ctrlKey, key, metaKey, target }: KeyboardEvent): string | null {
  if ((ctrlKey || metaKey) && key.toLowerCase() === 'k') return 'Ctrl-K'
  if (ctrlKey || metaKey || altKey) return null
  const isTyping =
    target instanceof HTMLElement && target.closest('input, select, textarea, dialog') !== null
  if (isTyping) return null
  return key.length === 1 && !lettersAct() ? null : key
}
