import { area, bisector, curveStepAfter, line, max, scaleLinear, scaleTime } from 'd3'
import { type PointerEvent, useState } from 'react'
import { BottomAxis, LeftAxis } from './axis.tsx'

/** How many, on average over an interval that begins at `at`, with the band of typical runs. */
export interface LevelPoint {
  readonly at: number
  readonly value: number
  readonly low: number
  readonly high: number
}

/** Sizes in px, words from outside. */
export interface LevelsProps {
  readonly rows: readonly LevelPoint[]
  readonly label: string
  readonly width: number
  readonly height: number
  readonly summary: string
  /** ms */
  readonly interval: number
  readonly ticks: readonly {
    readonly at: number
    readonly label: string
    readonly major: boolean
  }[]
  readonly hue: 'cat1' | 'cat4'
  readonly withAxis?: true
  /** A span that is chosen, ms. */
  readonly brush: readonly [number, number] | null
  readonly onBrush: (span: readonly [number, number] | null) => void
  readonly numberOf: (value: number) => string
  readonly momentOf: (at: number) => string
}

const space = { top: 18, right: 18, left: 42 }

/** A level over time in steps; a span of it can be chosen by dragging or with Shift and arrows. */
export function Levels(props: LevelsProps) {
  const { brush, height, hue, interval, label, momentOf, numberOf, onBrush, rows, width } = props
  const [at, setAt] = useState<number | null>(null)
  const [from, setFrom] = useState<number | null>(null)
  const bottom = height - (props.withAxis ? 22 : 6)
  const last = rows[rows.length - 1]
  const ends = { ...last, at: last.at + interval }
  const x = scaleTime([rows[0].at, ends.at], [space.left, width - space.right])
  const most = max(rows, (d) => d.high) || 1
  const y = scaleLinear([0, most], [bottom, space.top]).nice(3)
  const path = line<LevelPoint>(
    (d) => x(d.at),
    (d) => y(d.value),
  ).curve(curveStepAfter)
  const band = area<LevelPoint>(
    (d) => x(d.at),
    (d) => y(d.low),
    (d) => y(d.high),
  )
  const points = bisector((d: LevelPoint) => d.at)
  const indexAt = (event: PointerEvent<SVGSVGElement>) => {
    const instant = x.invert(event.clientX - event.currentTarget.getBoundingClientRect().left)
    return Math.min(rows.length - 1, Math.max(0, points.right(rows, instant.getTime()) - 1))
  }
  const choose = (a: number, b: number) =>
    onBrush([rows[Math.min(a, b)].at, rows[Math.max(a, b)].at + interval])
  const step = (by: number, isExtending: boolean) => {
    const to = Math.min(rows.length - 1, Math.max(0, (at ?? 0) + by))
    setAt(to)
    if (!isExtending) return setFrom(null)
    const start = from ?? at ?? 0
    setFrom(start)
    choose(start, to)
  }
  const point = at === null ? undefined : rows[at]
  return (
    <svg
      className={`chart levels ${hue}`}
      width={width}
      height={height}
      role="img"
      aria-label={props.summary}
      tabIndex={0}
      onPointerDown={(e) => {
        e.currentTarget.setPointerCapture(e.pointerId)
        setFrom(indexAt(e))
      }}
      onPointerMove={(e) => {
        setAt(indexAt(e))
        if (from !== null && e.buttons === 1) choose(from, indexAt(e))
      }}
      onPointerUp={(e) => {
        if (from === indexAt(e) && brush !== null) onBrush(null)
        setFrom(null)
      }}
      onPointerLeave={() => setAt(null)}
      onBlur={() => setAt(null)}
      onKeyDown={(e) => {
        const by = { ArrowRight: 1, ArrowLeft: -1, Home: -rows.length, End: rows.length }[e.key]
        if (e.key === 'Escape') onBrush(null)
        if (by === undefined) return
        e.preventDefault()
        step(by, e.shiftKey)
      }}
    >
      <LeftAxis
        x={space.left}
        to={width - space.right}
        marks={y.ticks(3).map((value) => ({ at: y(value), label: numberOf(value) }))}
      />
      {props.withAxis && (
        <BottomAxis
          y={bottom}
          width={width}
          marks={props.ticks.map((tick) => ({ ...tick, at: x(tick.at) }))}
        />
      )}
      {brush && (
        <rect
          className="brush"
          x={x(brush[0])}
          width={Math.max(1, x(brush[1]) - x(brush[0]))}
          y={space.top - 8}
          height={bottom - space.top + 8}
        />
      )}
      <path className="band" d={band.curve(curveStepAfter)([...rows, ends]) ?? ''} />
      <path className="line" d={path([...rows, ends]) ?? ''} />
      <text className="name" x={space.left + 4} y={space.top - 6}>
        {label}
      </text>
      {point && (
        <g className="readout">
          <line x1={x(point.at)} x2={x(point.at)} y1={space.top - 4} y2={bottom} />
          <circle cx={x(point.at)} cy={y(point.value)} r="3.5" />
          <text x={width - space.right} y={space.top - 6} textAnchor="end">
            {momentOf(point.at)}: {numberOf(point.value)}
            <tspan className="sub">
              {' '}
              · typical {numberOf(point.low)} – {numberOf(point.high)}
            </tspan>
          </text>
        </g>
      )}
    </svg>
  )
}
