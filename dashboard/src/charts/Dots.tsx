import { max, scaleLinear } from 'd3'
import { BottomAxis } from './axis.tsx'

/** A name with its value and the band of typical runs; null where there is none. */
export interface Dot {
  readonly name: string
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
}

/** Sizes in px, words from outside. */
export interface DotsProps {
  readonly rows: readonly Dot[]
  readonly width: number
  readonly rowHeight: number
  readonly summary: string
  readonly show: (value: number | null) => string
  /** A value that is a bound, such as all of one's capacity. */
  readonly bound?: number
}

const space = { top: 6, right: 52, bottom: 24 }

/** One row a name: a dot for the average, a bar for what is typical. */
export function Dots({ bound, rowHeight, rows, show, summary, width }: DotsProps) {
  const longest = max(rows, ({ name }) => name.length) ?? 0
  const left = Math.min(width * 0.4, 12 + longest * 6.6)
  // Where all is zero the axis goes to what is all of a share, or to one.
  const most = max(rows, ({ high, value }) => high ?? value ?? 0) || (bound ?? 1)
  const reach = bound !== undefined && bound < most * 1.6 ? Math.max(most, bound) : most
  const x = scaleLinear([0, reach], [left, width - space.right]).nice(4)
  const bottom = space.top + rows.length * rowHeight
  return (
    <svg
      className="chart dots"
      width={width}
      height={bottom + space.bottom}
      role="img"
      aria-label={summary}
      tabIndex={0}
    >
      <BottomAxis
        y={bottom}
        width={width}
        marks={x.ticks(4).map((value) => ({ at: x(value), label: show(value) }))}
      />
      {bound !== undefined && reach >= bound && (
        <line className="bound" x1={x(bound)} x2={x(bound)} y1={space.top} y2={bottom} />
      )}
      {rows.map(({ high, low, name, value }, i) => (
        <g key={name} transform={`translate(0 ${space.top + (i + 0.5) * rowHeight})`}>
          <text className="label" x={left - 10} dy="0.32em" textAnchor="end">
            {name}
          </text>
          <line className="grid" x1={left} x2={width - space.right} />
          {low !== null && high !== null && <line className="bar" x1={x(low)} x2={x(high)} />}
          {value !== null && <circle cx={x(value)} r="4" />}
          <text className="value" x={width} dy="0.32em" textAnchor="end">
            {show(value)}
          </text>
        </g>
      ))}
    </svg>
  )
}
