import { useEffect, useState } from 'react'

/** A place of final size while an answer is awaited; after a second, for how long, and a way out. */
export function Waiting(props: { readonly height: number; readonly cancel?: () => void }) {
  const { cancel, height } = props
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSeconds((n) => n + 1), 1000)
    return () => clearInterval(timer)
  }, [])
  return (
    <div className="waiting" style={{ height }}>
      {seconds > 0 && (
        <p>
          <span role="status">{seconds} s … </span>
          {cancel && (
            <button type="button" onClick={cancel}>
              Cancel
            </button>
          )}
        </p>
      )}
    </div>
  )
}
