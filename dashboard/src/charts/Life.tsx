import { scaleTime } from 'd3'
import { BottomAxis } from './axis.tsx'

/** A stretch of time with a name, ms. */
export interface Stretch {
  readonly from: number
  readonly to: number
  readonly name: string
}

/** Sizes in px, instants in ms, words from outside. */
export interface LifeProps {
  readonly width: number
  readonly from: number
  readonly to: number
  readonly summary: string
  readonly ticks: readonly {
    readonly at: number
    readonly label: string
    readonly major: boolean
  }[]
  /** Where it was: in a queue or with an agent; one after the other. */
  readonly places: readonly (Stretch & { readonly isQueue: boolean })[]
  /** While a reply was owed. */
  readonly turns: readonly (Stretch & { readonly due: number | null; readonly isMissed: boolean })[]
  readonly messages: readonly {
    readonly at: number
    readonly isConsumer: boolean
    readonly name: string
  }[]
  /** active, cooling, inactive */
  readonly states: readonly Stretch[]
}

const left = 70
const lanes = { place: 8, turn: 46, message: 86, state: 124 }
const bottom = 152

/** One conversation from its opening to its end: where it was, what was owed, who wrote, what it weighed. */
export function Life(props: LifeProps) {
  const { from, messages, places, states, summary, to, turns, width } = props
  const x = scaleTime([from, to], [left, width - 14])
  const wide = (one: Stretch) => Math.max(1.5, x(one.to) - x(one.from))
  const fits = (one: Stretch) => wide(one) > one.name.length * 6.4 + 10
  return (
    <svg
      className="chart"
      width={width}
      height={bottom + 24}
      role="img"
      aria-label={summary}
      tabIndex={0}
    >
      <BottomAxis
        y={bottom}
        width={width}
        marks={props.ticks.map((t) => ({ ...t, at: x(t.at) }))}
      />
      {Object.entries({ place: 'where', turn: 'owed', message: 'messages', state: 'weight' }).map(
        ([lane, name]) => (
          <text
            key={lane}
            className="label"
            x={left - 10}
            y={lanes[lane as keyof typeof lanes] + 15}
            textAnchor="end"
          >
            {name}
          </text>
        ),
      )}
      {places.map((one, i) => (
        <g key={i} transform={`translate(${x(one.from)} ${lanes.place})`}>
          <title>{one.name}</title>
          <rect
            className={one.isQueue ? 'queue' : `held tint${heldBefore(places, i) % 2}`}
            width={wide(one)}
            height="24"
          />
          {fits(one) && (
            <text className={one.isQueue ? 'label' : 'on'} x="6" y="16">
              {one.name}
            </text>
          )}
        </g>
      ))}
      {turns.map((one, i) => (
        <g key={i}>
          <title>{one.name}</title>
          <rect
            className={one.isMissed ? 'owed missed' : 'owed'}
            x={x(one.from)}
            y={lanes.turn}
            width={wide(one)}
            height="24"
          />
          {one.due !== null && one.due <= to && (
            <path className="due" d={`M${x(one.due)},${lanes.turn - 5}v34m-4,-34h8`}>
              <title>due</title>
            </path>
          )}
        </g>
      ))}
      <line
        className="grid"
        x1={left}
        x2={width - 14}
        y1={lanes.message + 11}
        y2={lanes.message + 11}
      />
      {messages.map((one, i) => (
        <circle
          key={i}
          className={one.isConsumer ? 'consumer' : 'agent'}
          cx={x(one.at)}
          cy={lanes.message + (one.isConsumer ? 4 : 18)}
          r="3.5"
        >
          <title>{one.name}</title>
        </circle>
      ))}
      {states.map((one, i) => (
        <g key={i} transform={`translate(${x(one.from)} ${lanes.state})`}>
          <title>{one.name}</title>
          <rect className={`state ${one.name}`} width={wide(one)} height="16" />
          {fits(one) && (
            <text className={one.name === 'inactive' ? 'label' : 'on'} x="6" y="12">
              {one.name}
            </text>
          )}
        </g>
      ))}
    </svg>
  )
}

/** How many agents had it before: neighbours differ. */
function heldBefore(places: LifeProps['places'], i: number): number {
  return places.slice(0, i).filter(({ isQueue }) => !isQueue).length
}
