import { useEffect, useRef, useState } from 'react'
import { pngOf, save, svgText } from './picture.ts'

const formats = ['csv', 'json', 'parquet', 'sql'] as const

interface ExportProps {
  readonly name: string
  readonly address: (format: string) => string
  /** The picture, where one is shown. */
  readonly picture: () => SVGSVGElement | null
  readonly title: string
  readonly provenance: string
}

/** Everything that a chart can be taken away as. */
export function ExportMenu({ address, name, picture, provenance, title }: ExportProps) {
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
    const svg = picture()
    if (svg === null) return setProblem('Show the chart first.')
    const text = svgText(svg, title, provenance)
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
        <li>
          <button type="button" onClick={() => void take('svg')}>
            SVG
          </button>
        </li>
        <li>
          <button type="button" onClick={() => void take('png')}>
            PNG
          </button>
        </li>
        {problem && <li role="alert">{problem}</li>}
      </ul>
    </details>
  )
}
