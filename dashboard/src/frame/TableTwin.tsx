/** One column of a chart's table. */
export interface TwinColumn<Row> {
  readonly label: string
  /** As it is read; numbers stand right. */
  readonly of: (row: Row) => string
  readonly isText?: boolean
}

/** Most rows in the page; the export has all. */
const MOST = 500

/** The same numbers as the chart, in the same order. */
export function TableTwin<Row>(props: {
  readonly caption: string
  readonly rows: readonly Row[]
  readonly columns: readonly TwinColumn<Row>[]
}) {
  const { caption, columns, rows } = props
  const shown = rows.slice(0, MOST)
  return (
    <div className="twin" tabIndex={0} role="region" aria-label={caption}>
      <table>
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ isText, label }) => (
              <th key={label} scope="col" className={isText ? 'text' : ''}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, i) => (
            <tr key={i}>
              {columns.map(({ isText, label, of }) => (
                <td key={label} className={isText ? 'text' : ''}>
                  {of(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST && (
        <p className="quiet">
          The first {MOST} of {rows.length.toLocaleString('en')} rows; the export has all.
        </p>
      )}
    </div>
  )
}
