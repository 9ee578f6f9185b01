import { useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useContext, useId, useRef } from 'react'
import { useLink } from '../app/use-link.ts'
import { type Params, reportAddress, reportQuery, type RunDetails } from '../data/api.ts'
import { ExportMenu } from './ExportMenu.tsx'
import { ProvenanceContext } from './provenance.ts'
import { Waiting } from './Waiting.tsx'
import { TableTwin, type TwinColumn } from './TableTwin.tsx'
import { useWidth } from './use-size.ts'

/** What a chart says of itself and how it is drawn. */
export interface FrameProps<Row> {
  /** Stands for the chart in the link. */
  readonly id: string
  readonly run: RunDetails
  readonly report: string
  readonly params: Params
  readonly query: UseQueryResult<readonly Row[]>
  /** The finding, or the question while there is none. */
  readonly title: (rows: readonly Row[]) => string
  readonly subtitle: string
  readonly height: number
  readonly columns: readonly TwinColumn<Row>[]
  readonly draw: (rows: readonly Row[], width: number) => ReactNode
  /** What would be shown and why it is not. */
  readonly empty: string
  readonly controls?: ReactNode
  /** It is drawn as text: there is no picture to take away. */
  readonly isText?: true
}

/** The frame of every chart: finding, unit, table twin, export, and what it shows while it waits. */
export function Frame<Row>(props: FrameProps<Row>) {
  const { columns, controls, draw, empty, height, id, isText, params, query, report, run } = props
  const { go, link } = useLink()
  const [ref, width] = useWidth<HTMLDivElement>()
  const figure = useRef<HTMLElement>(null)
  const client = useQueryClient()
  const cancel = () =>
    void client.cancelQueries({ queryKey: reportQuery(run, report, params).queryKey })
  const provenance = useContext(ProvenanceContext)
  const heading = useId()
  const rows = query.data ?? []
  const isTable = link.twin.includes(id)
  const now = { title: props.title(rows), subtitle: props.subtitle, rows, draw, columns }
  const told = useRef(now)
  // The old picture stays as it was, words and all, until the new one is there.
  if (!query.isPlaceholderData) told.current = now
  const { title } = told.current
  const drawn = () =>
    isTable ? [] : [...figure.current!.querySelectorAll<SVGSVGElement>('svg.chart')]
  const toggle = () =>
    go({ twin: isTable ? link.twin.filter((one) => one !== id) : [...link.twin, id] })
  return (
    <figure ref={figure} className="frame" aria-labelledby={heading} data-chart={id}>
      <header>
        <div>
          <h2 id={heading}>{title}</h2>
          <p className="quiet">{told.current.subtitle}</p>
        </div>
        <div className="tools">
          {controls}
          <button type="button" data-twin={id} aria-pressed={isTable} onClick={toggle}>
            {isTable ? 'Chart' : 'Table'}
          </button>
          <ExportMenu
            name={`${run.id}-${report}`}
            address={(format) => reportAddress(run.id, report, { ...params, format })}
            picture={isText ? undefined : drawn}
            caption={{ title, subtitle: told.current.subtitle, provenance }}
          />
        </div>
      </header>
      <div ref={ref} className="plot" style={{ minHeight: height }} aria-busy={query.isFetching}>
        {query.isError ? (
          <Failed error={query.error} retry={() => void query.refetch()} />
        ) : query.isPending && query.fetchStatus === 'idle' ? (
          <CalledOff again={() => void query.refetch()} />
        ) : query.isPending ? (
          <Waiting height={height} cancel={cancel} />
        ) : rows.length === 0 ? (
          <p className="empty">{empty}</p>
        ) : isTable ? (
          <TableTwin caption={title} rows={told.current.rows} columns={told.current.columns} />
        ) : (
          width > 0 && told.current.draw(told.current.rows, width)
        )}
      </div>
    </figure>
  )
}

function CalledOff({ again }: { readonly again: () => void }) {
  return (
    <p className="empty">
      Called off.{' '}
      <button type="button" onClick={again}>
        Ask again
      </button>
    </p>
  )
}

/** What failed, in one sentence, and the way out. */
export function Failed({ error, retry }: { readonly error: Error; readonly retry: () => void }) {
  return (
    <div className="failed" role="alert">
      <p>
        <b>■ This could not be shown.</b> {error.message}
      </p>
      <button type="button" onClick={retry}>
        Retry
      </button>{' '}
      <button type="button" onClick={() => void navigator.clipboard.writeText(error.message)}>
        Copy details
      </button>
    </div>
  )
}
