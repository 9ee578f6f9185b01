import { extent, interpolateCividis, rgb, scaleSequential } from 'd3'
import { useState } from 'react'

/** A cell: a row's name, a column's name, and what lies there; null for no data. */
export interface HeatCell {
  readonly row: string
  readonly column: string
  readonly value: number | null
  /** What a click on it names, ms. */
  readonly at: number
}

/** Sizes in px, words from outside. */
export interface HeatmapProps {
  readonly cells: readonly HeatCell[]
  readonly width: number
  readonly rowHeight: number
  readonly summary: string
  readonly show: (value: number | null) => string
  readonly onOpen?: ((cell: HeatCell) => void) | undefined
}

const space = { top: 4, right: 18, bottom: 40, left: 76 }

/** One value for each time of day and each day. Arrow keys go from cell to cell, Enter opens one. */
export function Heatmap({ cells, onOpen, rowHeight, show, summary, width }: HeatmapProps) {
  const [at, setAt] = useState<number | null>(null)
  const rows = [...new Set(cells.map(({ row }) => row))]
  const columns = [...new Set(cells.map(({ column }) => column))].sort()
  const wide = (width - space.left - space.right) / columns.length
  // Colour has no zero to stand on: it is spread over what there is.
  const [least = 0, most = 0] = extent(cells, ({ value }) => value ?? undefined)
  const colour = scaleSequential([least, most > least ? most : least + 1], interpolateCividis)
  const index = new Map(cells.map(({ column, row }, i) => [`${row} ${column}`, i]))
  const chosen = at === null ? undefined : cells[at]
  const bottom = space.top + rows.length * rowHeight
  const step = (across: number, down: number) => {
    const { column, row } = chosen ?? cells[0]
    const to = [
      Math.min(rows.length - 1, Math.max(0, rows.indexOf(row) + down)),
      Math.min(columns.length - 1, Math.max(0, columns.indexOf(column) + across)),
    ]
    setAt(index.get(`${rows[to[0]]} ${columns[to[1]]}`) ?? at)
  }
  const isOpenable = onOpen !== undefined
  const keys: Record<string, () => void> = {
    ArrowRight: () => step(1, 0),
    ArrowLeft: () => step(-1, 0),
    ArrowDown: () => step(0, 1),
    ArrowUp: () => step(0, -1),
    Enter: () => chosen && onOpen?.(chosen),
    Escape: () => setAt(null),
  }
  const every = Math.max(1, Math.ceil(44 / wide))
  return (
    <svg
      className="chart heat"
      width={width}
      height={bottom + space.bottom}
      role="img"
      aria-label={summary}
      tabIndex={0}
      onPointerLeave={() => setAt(null)}
      onBlur={() => setAt(null)}
      onKeyDown={(e) => {
        if (keys[e.key] === undefined) return
        e.preventDefault()
        keys[e.key]()
      }}
    >
      <defs>
        <pattern
          id="hatch"
          width="5"
          height="5"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line className="hatch" y2="5" />
        </pattern>
      </defs>
      {rows.map((row, i) => (
        <text
          key={row}
          className="label"
          x={space.left - 8}
          y={space.top + (i + 0.5) * rowHeight}
          dy="0.32em"
          textAnchor="end"
        >
          {row}
        </text>
      ))}
      {columns.map(
        (column, i) =>
          i % every === 0 && (
            <text key={column} className="label" x={space.left + i * wide} y={bottom + 14}>
              {column}
            </text>
          ),
      )}
      {cells.map((cell, i) => {
        const { column, row, value } = cell
        const fill = value === null ? 'url(#hatch)' : colour(value)
        const [left, top] = [columns.indexOf(column) * wide, rows.indexOf(row) * rowHeight]
        return (
          <g
            key={`${row} ${column}`}
            transform={`translate(${space.left + left} ${space.top + top})`}
            className={isOpenable ? 'cell open' : 'cell'}
            onPointerEnter={() => setAt(i)}
            onClick={() => onOpen?.(cell)}
          >
            <rect width={Math.max(1, wide - 1)} height={rowHeight - 1} fill={fill} />
            {wide > 40 && rowHeight > 15 && value !== null && (
              <text
                x={wide / 2}
                y={rowHeight / 2}
                dy="0.32em"
                textAnchor="middle"
                style={{ fill: inkOn(fill) }}
              >
                {show(value)}
              </text>
            )}
          </g>
        )
      })}
      {chosen && (
        <rect
          className="chosen"
          x={space.left + columns.indexOf(chosen.column) * wide}
          y={space.top + rows.indexOf(chosen.row) * rowHeight}
          width={Math.max(1, wide - 1)}
          height={rowHeight - 1}
        />
      )}
      <Key {...{ colour, least, most, show }} y={bottom + 26} x={space.left} />
      <text className="readout" x={width - space.right} y={bottom + 35} textAnchor="end">
        {chosen && `${chosen.row} ${chosen.column}: ${show(chosen.value)}`}
      </text>
    </svg>
  )
}

function Key(props: {
  readonly colour: (value: number) => string
  readonly least: number
  readonly most: number
  readonly show: (value: number) => string
  readonly x: number
  readonly y: number
}) {
  const { colour, least, most, show, x, y } = props
  const start = show(least).length * 6.4 + 6
  const steps = Array.from({ length: 24 }, (_, i) => i)
  return (
    <g transform={`translate(${x} ${y})`} className="label">
      {steps.map((i) => (
        <rect
          key={i}
          x={start + i * 4}
          width="4.2"
          height="10"
          fill={colour(least + (i / 23) * (most - least))}
        />
      ))}
      <text y="9">{show(least)}</text>
      <text x={start + 24 * 4 + 6} y="9">
        {show(most)}
      </text>
    </g>
  )
}

/** Black or white, whichever is easier to read on a colour. */
function inkOn(fill: string): string {
  const { b, g, r } = rgb(fill)
  return r * 0.299 + g * 0.587 + b * 0.114 > 140 ? '#1b1f24' : '#ffffff'
}
