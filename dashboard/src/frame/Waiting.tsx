import { useEffect, useState } from 'react'

/** A place of final size while an answer is awaited; after a second it says for how long. */
export function Waiting({ height }: { readonly height: number }) {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSeconds((n) => n + 1), 1000)
    return () => clearInterval(timer)
  }, [])
  return (
    <div className="waiting" style={{ height }} role="status">
      {seconds > 0 ? `${seconds} s …` : ''}
    </div>
  )
}
