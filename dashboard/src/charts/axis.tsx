/** A labelled place on an axis, px. */
export interface Mark {
  readonly at: number
  readonly label: string
  readonly major?: boolean
}

/** Marks below a plot, thinned where labels would touch. */
export function BottomAxis(props: {
  readonly marks: readonly Mark[]
  readonly y: number
  readonly width: number
}) {
  const { marks, width, y } = props
  let free = -Infinity
  const shown = [...marks].filter(({ at, label }) => {
    const half = label.length * 3.1
    if (at - half < free || at + half > width + 8) return false
    free = at + half + 8
    return true
  })
  return (
    <g className="axis" aria-hidden="true">
      {shown.map(({ at, label, major }) => (
        <g key={`${at} ${label}`} transform={`translate(${at} ${y})`}>
          <line y2="4" />
          <text y="16" textAnchor="middle" className={major ? 'major' : ''}>
            {label}
          </text>
        </g>
      ))}
    </g>
  )
}

/** Marks left of a plot, with their hairlines through it. */
export function LeftAxis(props: {
  readonly marks: readonly Mark[]
  readonly x: number
  readonly to: number
}) {
  return (
    <g className="axis" aria-hidden="true">
      {props.marks.map(({ at, label }) => (
        <g key={label} transform={`translate(0 ${at})`}>
          <line x1={props.x} x2={props.to} className="grid" />
          <text x={props.x - 6} dy="0.32em" textAnchor="end">
            {label}
          </text>
        </g>
      ))}
    </g>
  )
}
