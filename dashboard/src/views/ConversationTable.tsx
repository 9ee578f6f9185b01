import { useQueries } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { Order } from '../app/url.ts'
import { useLink } from '../app/use-link.ts'
import { type Params, reportQuery, type RunDetails } from '../data/api.ts'
import type { ConversationRow } from '../data/rows.ts'
import { show } from '../data/words.ts'
import { moment } from '../data/zone.ts'
import { Failed } from '../frame/Frame.tsx'

/** Rows of one question. */
const PAGE = 200
const ROW = 28

interface Heading {
  readonly label: string
  readonly order?: Order
  readonly of: (row: ConversationRow, zone: string) => string
}

const headings: readonly Heading[] = [
  { label: 'Id', of: (row) => `${row.conversation}` },
  { label: 'Opened', order: 'opened_at', of: (row, zone) => moment(row.opened_at, zone) },
  { label: 'Skill', of: (row) => row.skill_id },
  { label: 'Agent', of: (row) => row.agent_id },
  { label: 'Turns', order: 'turns', of: (row) => `${row.turns}` },
  { label: 'Wait', order: 'wait', of: (row) => show(row.wait_ms, 'ms') },
  { label: 'First reply', order: 'first_response', of: (row) => show(row.first_response_ms, 'ms') },
  { label: 'Slowest', order: 'worst_response', of: (row) => show(row.worst_response_ms, 'ms') },
  { label: 'Closed by', of: (row) => row.close_cause ?? 'still open' },
]

interface TableProps {
  readonly run: RunDetails
  readonly filter: Params
  readonly count: number | undefined
  readonly error: Error | null
}

/** As many rows as there are, drawn where somebody looks. Arrows move, Enter opens. */
export function ConversationTable({ count = 0, error, filter, run }: TableProps) {
  const { go, link } = useLink()
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count,
    estimateSize: () => ROW,
    getScrollElement: () => scroller.current,
    overscan: 12,
  })
  const items = virtual.getVirtualItems()
  const params = { ...filter, order: link.order, desc: link.desc ? 1 : 0, limit: PAGE }
  const pages = [...new Set(items.map(({ index }) => Math.floor(index / PAGE)))]
  const answers = useQueries({
    queries: pages.map((page) =>
      reportQuery<ConversationRow>(run, 'conversations', { ...params, offset: page * PAGE }),
    ),
  })
  const rowAt = (index: number) =>
    answers[pages.indexOf(Math.floor(index / PAGE))]?.data?.[index % PAGE]
  const failed = error ?? answers.find((one) => one.error)?.error
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 })
  }, [link.order, link.desc, JSON.stringify(filter)])
  // A link that names a conversation shows it in the list too, where it is among the first.
  const isLoaded = answers[0]?.data !== undefined
  useEffect(() => {
    const place = answers[0]?.data?.findIndex(({ conversation }) => conversation === link.sel) ?? -1
    if (place >= 0) virtual.scrollToIndex(place, { align: 'auto' })
  }, [isLoaded])
  if (failed)
    return <Failed error={failed} retry={() => answers.forEach((one) => void one.refetch())} />
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const focused = document.activeElement as HTMLElement | null
    const index = Number(focused?.dataset['index'] ?? -1)
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20, Home: -count, End: count }[
      event.key
    ]
    if (by === undefined) return
    event.preventDefault()
    const to = Math.min(count - 1, Math.max(0, index + by))
    virtual.scrollToIndex(to)
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        scroller.current?.querySelector<HTMLElement>(`[data-index="${to}"]`)?.focus(),
      ),
    )
  }
  return (
    <div className="grid" role="table" aria-rowcount={count + 1} aria-label="Conversations">
      <div className="head" role="row">
        {headings.map(({ label, order }) => (
          <Head key={label} label={label} order={order} />
        ))}
      </div>
      <div ref={scroller} className="scroll" onKeyDown={move}>
        {count === 0 && <p className="empty">No conversation passes these filters.</p>}
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {items.map(({ index, start }) => {
            const row = rowAt(index)
            const isChosen = row !== undefined && row.conversation === link.sel
            const open = () => row && go({ sel: row.conversation })
            return (
              <div
                key={index}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={isChosen}
                data-index={index}
                tabIndex={0}
                className={isChosen ? 'row chosen' : 'row'}
                style={{ transform: `translateY(${start}px)`, height: ROW }}
                onClick={open}
                onKeyDown={(e) => e.key === 'Enter' && open()}
              >
                {headings.map(({ label, of }) => (
                  <span key={label} role="cell">
                    {row ? of(row, run.zone) : '…'}
                  </span>
                ))}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}

/** A heading that orders the rows, where they can be ordered by it. */
function Head({ label, order }: { readonly label: string; readonly order: Order | undefined }) {
  const { go, link } = useLink()
  if (order === undefined) return <span role="columnheader">{label}</span>
  const isIt = link.order === order
  const next = { order, desc: isIt ? !link.desc : order !== 'opened_at' }
  return (
    <span role="columnheader" aria-sort={isIt ? (link.desc ? 'descending' : 'ascending') : 'none'}>
      <button type="button" onClick={() => go(next)}>
        {label}
        {isIt ? (link.desc ? ' ↓' : ' ↑') : ''}
      </button>
    </span>
  )
}
