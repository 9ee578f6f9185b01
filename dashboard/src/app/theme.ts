import { useEffect, useState } from 'react'

/** A theme belongs to the reader, not to the link. */
export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const key = 'switchyard-theme'
const dark = () => matchMedia('(prefers-color-scheme: dark)')

/** The theme that was chosen, and how to choose the next one. */
export function useTheme(): [theme: Theme, next: () => void] {
  const [theme, setTheme] = useState<Theme>(
    () => themes.find((name) => name === localStorage.getItem(key)) ?? 'system',
  )
  useEffect(() => {
    const show = () => {
      const isDark = theme === 'dark' || (theme === 'system' && dark().matches)
      document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light'
    }
    show()
    localStorage.setItem(key, theme)
    dark().addEventListener('change', show)
    return () => dark().removeEventListener('change', show)
  }, [theme])
  return [theme, () => setTheme(themes[(themes.indexOf(theme) + 1) % themes.length])]
}
