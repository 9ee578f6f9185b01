/** Numbers as people read them: three significant digits, `m:ss` below an hour, `h:mm` above. */
const minus = (text: string) => text.replace('-', '−')

/** A duration in ms. */
export function duration(ms: number): string {
  const pad = (n: number) => String(n).padStart(2, '0')
  if (ms < 1000) return ms === 0 ? '0 s' : `${Math.round(ms)} ms`
  const seconds = Math.round(ms / 1000)
  if (seconds < 3600) return `${Math.floor(seconds / 60)}:${pad(seconds % 60)} min`
  const minutes = Math.round(ms / 60_000)
  return `${Math.floor(minutes / 60).toLocaleString('en')}:${pad(minutes % 60)} h`
}

/** A number: whole from 100 on, three digits below. */
export function number(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 100)
    return minus(Math.round(value).toLocaleString('en'))
  return minus(Math.abs(value) < 1 ? value.toFixed(2) : value.toPrecision(3))
}

/** A share as per cent. */
export const percent = (share: number): string =>
  `${share === 0 || share === 1 ? share * 100 : Number((share * 100).toPrecision(3))} %`

/** A value in its unit; – where there is none. */
export function show(value: number | null | undefined, unit: string): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–'
  if (unit === 'ms') return duration(value)
  return unit === 'share' ? percent(value) : number(value)
}

/** From … to, in a unit. */
export const range = (low: number | null, high: number | null, unit: string): string =>
  low === null || high === null ? '–' : `${show(low, unit)} – ${show(high, unit)}`

/** So many of something. */
export const some = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`
