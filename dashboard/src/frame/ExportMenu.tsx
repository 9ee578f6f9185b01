import { useEffect, useRef, useState } from 'react'
import { type Caption, pngOf, save, svgText } from './picture.ts'

const formats = ['csv', 'json', 'parquet', 'sql'] as const

interface ExportProps {
  readonly name: string
  readonly address: (format: string) => string
  /** What is drawn, nothing while the table is shown; missing where there is never a picture. */
  readonly picture?: (() => readonly SVGSVGElement[]) | undefined
  readonly caption?: Caption
  /** What whoever exports must know. */
  readonly note?: string
}

/** Everything that a chart can be taken away as. */
export function ExportMenu({ address, caption, name, note, picture }: ExportProps) {
  const menu = useRef<HTMLDetailsElement>(null)
  const [problem, setProblem] = useState('')
  const close = () => menu.current?.removeAttribute('open')
  useEffect(() => {
    const elsewhere = (event: Event) => {
      if (!menu.current?.contains(event.target as Node)) close()
    }
    addEventListener('pointerdown', elsewhere)
    addEventListener('focusin', elsewhere)
    return () => {
      removeEventListener('pointerdown', elsewhere)
      removeEventListener('focusin', elsewhere)
    }
  }, [])
  const take = async (kind: 'svg' | 'png') => {
    const drawn = picture?.() ?? []
    if (!caption || drawn.length === 0) return setProblem('Show the chart first.')
    const text = svgText(drawn, caption)
    try {
      if (kind === 'svg') save(`${name}.svg`, new Blob([text], { type: 'image/svg+xml' }))
      else save(`${name}.png`, await pngOf(text))
      close()
    } catch (error) {
      setProblem((error as Error).message)
    }
  }
  return (
    <details ref={menu} className="menu" onKeyDown={(e) => e.key === 'Escape' && close()}>
      <summary>Export</summary>
      <ul>
        {formats.map((format) => (
          <li key={format}>
            <a href={address(format)} download={`${name}.${format}`} onClick={close}>
              {format === 'parquet' ? 'Parquet' : format.toUpperCase()}
            </a>
          </li>
        ))}
        {picture &&
          (['svg', 'png'] as const).map((kind) => (
            <li key={kind}>
              <button type="button" onClick={() => void take(kind)}>
                {kind.toUpperCase()}
              </button>
            </li>
          ))}
        {note && <li className="quiet">{note}</li>}
        {problem && <li role="alert">{problem}</li>}
      </ul>
    </details>
  )
}
