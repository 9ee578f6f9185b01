import { createContext, useCallback, useContext, useEffect, useState } from 'react'
import { type Link, plain, readLink, type ReadLink, writeLink } from './url.ts'

/** The link in force, and how to go on from it: a change is one step that Back undoes. */
export interface Navigation extends ReadLink {
  readonly go: (change: Partial<Link>) => void
}

const here = () => readLink(location.pathname, location.search)

/** The link of the address bar, kept in step with it. */
export function useAddress(): Navigation {
  const [read, setRead] = useState(here)
  useEffect(() => {
    const follow = () => setRead(here())
    addEventListener('popstate', follow)
    return () => removeEventListener('popstate', follow)
  }, [])
  const go = useCallback((change: Partial<Link>) => {
    const address = writeLink({ ...here().link, ...change })
    if (address === location.pathname + location.search) return
    history.pushState(null, '', address)
    setRead(here())
  }, [])
  return { ...read, go }
}

export const LinkContext = createContext<Navigation>({ link: plain, unknown: [], go: () => {} })

/** The link, wherever it is needed. */
export const useLink = (): Navigation => useContext(LinkContext)
