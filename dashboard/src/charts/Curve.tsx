import { area, bisector, curveMonotoneX, line, scaleLinear, scaleLog } from 'd3'
import { useState } from 'react'
import { BottomAxis, LeftAxis } from './axis.tsx'

/** One point of a cumulative curve: the share of durations within so many ms. */
export interface CurvePoint {
  readonly upper_ms: number
  readonly share: number
  readonly low: number
  readonly high: number
}

/** Sizes in px, words from outside. */
export interface CurveProps {
  readonly rows: readonly CurvePoint[]
  readonly width: number
  readonly height: number
  /** What it says in one sentence. */
  readonly summary: string
  /** Durations that are promised, ms, with their names. */
  readonly targets: readonly { readonly ms: number; readonly label: string }[]
  readonly durationOf: (ms: number) => string
  readonly percentOf: (share: number) => string
}

const DAY = 86_400_000
const seconds = { '1 s': 1, '10 s': 10, '1 min': 60, '10 min': 600, '1 h': 3600, '6 h': 21_600 }
const days = { '1 d': DAY, '1 w': 7 * DAY, '1 m': 30 * DAY }
const marks = [
  ...Object.entries(seconds).map(([label, s]) => ({ label, ms: s * 1000 })),
  ...Object.entries(days).map(([label, ms]) => ({ label, ms })),
]
const space = { top: 14, right: 18, bottom: 24, left: 42 }

/** The cumulative curve of a duration on a logarithmic axis, with the band of typical runs. */
export function Curve(props: CurveProps) {
  const { durationOf, height, percentOf, rows, summary, targets, width } = props
  const [at, setAt] = useState<number | null>(null)
  const end = Math.max(DAY, rows.at(-1)?.upper_ms ?? 0)
  const x = scaleLog([1000, end], [space.left, width - space.right]).clamp(true)
  const y = scaleLinear([0, 1], [height - space.bottom, space.top])
  const path = line<CurvePoint>(
    (d) => x(d.upper_ms),
    (d) => y(d.share),
  ).curve(curveMonotoneX)
  const band = area<CurvePoint>()
    .x((d) => x(d.upper_ms))
    .y0((d) => y(d.low))
    .y1((d) => y(d.high))
    .curve(curveMonotoneX)
  const points = bisector((d: CurvePoint) => d.upper_ms)
  const step = (by: number) =>
    setAt((i) => Math.min(rows.length - 1, Math.max(0, (i ?? rows.length >> 1) + by)))
  const point = at === null ? undefined : rows[at]
  const keys: Record<string, () => void> = {
    ArrowRight: () => step(1),
    ArrowLeft: () => step(-1),
    Home: () => setAt(0),
    End: () => setAt(rows.length - 1),
    Escape: () => setAt(null),
  }
  return (
    <svg
      className="chart"
      width={width}
      height={height}
      role="img"
      aria-label={summary}
      tabIndex={0}
      onPointerMove={(e) => {
        const left = e.currentTarget.getBoundingClientRect().left
        setAt(points.center(rows, x.invert(e.clientX - left)))
      }}
      onPointerLeave={() => setAt(null)}
      onBlur={() => setAt(null)}
      onKeyDown={(e) => {
        if (keys[e.key] === undefined) return
        e.preventDefault()
        keys[e.key]()
      }}
    >
      <LeftAxis
        x={space.left}
        to={width - space.right}
        marks={[0, 0.25, 0.5, 0.75, 1].map((share) => ({ at: y(share), label: percentOf(share) }))}
      />
      <BottomAxis
        y={height - space.bottom}
        width={width}
        marks={marks.filter(({ ms }) => ms <= end).map(({ label, ms }) => ({ at: x(ms), label }))}
      />
      <g className="target">
        {targets.map(({ label, ms }) => (
          <line key={label} x1={x(ms)} x2={x(ms)} y1={space.top - 4} y2={height - space.bottom} />
        ))}
      </g>
      <path className="band" d={band(rows) ?? ''} />
      <path className="line" d={path(rows) ?? ''} />
      <g className="target">
        {targets.map(({ label, ms }, i) => (
          <text key={label} x={x(ms) - 5} y={height - space.bottom - 8 - i * 15} textAnchor="end">
            {label}
          </text>
        ))}
      </g>
      {point && (
        <Readout
          {...{ durationOf, percentOf, point, width }}
          x={x(point.upper_ms)}
          y={y(point.share)}
        />
      )}
    </svg>
  )
}

function Readout(props: {
  readonly point: CurvePoint
  readonly x: number
  readonly y: number
  readonly width: number
  readonly durationOf: (ms: number) => string
  readonly percentOf: (share: number) => string
}) {
  const { durationOf, percentOf, point, width, x, y } = props
  const isLeft = x < width / 2
  return (
    <g className="readout" transform={`translate(${x} ${y})`}>
      <circle r="4" />
      <text x={isLeft ? 10 : -10} y={isLeft ? 20 : 20} textAnchor={isLeft ? 'start' : 'end'}>
        {percentOf(point.share)} within {durationOf(point.upper_ms)}
      </text>
      <text x={isLeft ? 10 : -10} y={36} textAnchor={isLeft ? 'start' : 'end'} className="sub">
        typical run {percentOf(point.low)} – {percentOf(point.high)}
      </text>
    </g>
  )
}
