import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** The width of an element, px, as it changes; 0 before the first look. */
export function useWidth<Node extends HTMLElement>(): [RefObject<Node | null>, number] {
  const ref = useRef<Node>(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const node = ref.current
    if (node === null) return
    const look = () => setWidth(Math.floor(node.clientWidth))
    look()
    const observer = new ResizeObserver(look)
    observer.observe(node)
    return () => observer.disconnect()
  }, [])
  return [ref, width]
}
