/** Numbers as people read them: three significant digits, `m:ss` below an hour, `h:mm` above. */
const minus = (text: string) => text.replace('-', '−')

/** A duration in ms. */
export function duration(ms: number): string {
  if (ms < 0) return minus(`-${duration(-ms)}`)
  const pad = (n: number) => String(n).padStart(2, '0')
  if (ms < 1000) return ms === 0 ? '0 s' : `${Math.round(ms)} ms`
  const seconds = Math.round(ms / 1000)
  if (seconds < 3600) return `${Math.floor(seconds / 60)}:${pad(seconds % 60)} min`
  const minutes = Math.round(ms / 60_000)
  return `${Math.floor(minutes / 60).toLocaleString('en')}:${pad(minutes % 60)} h`
}

/** A number: whole from 100 on, three digits below, two below one. */
export function number(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 100)
    return minus(Math.round(value).toLocaleString('en'))
  if (Math.abs(value) >= 1) return minus(value.toPrecision(3))
  return minus(Math.abs(value) >= 0.01 ? value.toFixed(2) : `${Number(value.toPrecision(2))}`)
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

/** A value in its unit with all that is known of it, for tables: 0:02.089 min, 1:02:03 h. */
export function exact(value: number | null | undefined, unit: string): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–'
  const digits = { maximumFractionDigits: 4 }
  if (unit === 'share') return `${(value * 100).toLocaleString('en', digits)} %`
  if (unit !== 'ms') return minus(value.toLocaleString('en', digits))
  const ms = Math.round(value)
  const [hours, minutes] = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60]
  const [seconds, part] = [Math.floor(ms / 1000) % 60, ms % 1000]
  const pad = (n: number, to = 2) => String(n).padStart(to, '0')
  const rest = `${pad(seconds)}${part === 0 ? '' : `.${pad(part, 3)}`}`
  return hours === 0
    ? `${minutes}:${rest} min`
    : `${hours.toLocaleString('en')}:${pad(minutes)}:${rest} h`
}

/** From … to, in a unit; in tables with all that is known (`exact`). */
export const range = (
  low: number | null,
  high: number | null,
  unit: string,
  words: typeof show = show,
): string => (low === null || high === null ? '–' : `${words(low, unit)} – ${words(high, unit)}`)

/** So many of something. */
export const some = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`
