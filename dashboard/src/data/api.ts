import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { tableFromIPC } from '@uwdata/flechette'
import type { RunDetails, RunSummary } from '../../../data/index.ts'
import type { Scenario } from '../../../scenarios/index.ts'
import { noteAnswer } from './answers.ts'

export type { RunDetails, RunSummary }
export type Params = Readonly<Record<string, string | number | null | undefined>>

/** The runs that can be looked at, newest first, and the files that cannot. */
export interface RunList {
  readonly runs: readonly RunSummary[]
  readonly problems: readonly { readonly file: string; readonly message: string }[]
}

/** What a metric is, as the server defines it. */
export interface Definition {
  readonly id: string
  readonly label: string
  readonly unit: string
  readonly sentence: string
  readonly nullRule: string
  readonly countedFor: string
}

export const useRuns = (): UseQueryResult<RunList> =>
  useQuery({ queryKey: ['runs'], queryFn: ({ signal }) => json<RunList>('/api/runs', signal) })

export const useDefinitions = (): UseQueryResult<readonly Definition[]> =>
  useQuery({
    queryKey: ['metrics'],
    queryFn: ({ signal }) => json<readonly Definition[]>('/api/metrics', signal),
    staleTime: Infinity,
  })

/** A scenario file that can be simulated here. */
export interface PlanSummary {
  readonly id: string
  readonly name: string
  readonly description: string
}

export const useScenarios = (): UseQueryResult<readonly PlanSummary[]> =>
  useQuery({
    queryKey: ['scenarios'],
    queryFn: ({ signal }) => json<readonly PlanSummary[]>('/api/scenarios', signal),
  })

/** A scenario with nothing left to look up; it stays what it was when it was first asked for. */
export const useScenario = (id: string | undefined): UseQueryResult<Scenario> =>
  useQuery({
    queryKey: ['scenario', id],
    queryFn: ({ signal }) => json<Scenario>(`/api/scenarios/${encodeURIComponent(id!)}`, signal),
    ...{ enabled: id !== undefined, staleTime: Infinity, placeholderData: undefined },
  })

/** Whether the live desk is served beside the workbench. */
export const useAbout = (): UseQueryResult<{ readonly live: boolean }> =>
  useQuery({
    queryKey: ['about'],
    queryFn: ({ signal }) => json<{ live: boolean }>('/api/about', signal),
    staleTime: Infinity,
  })

export const useRun = (id: string | undefined): UseQueryResult<RunDetails> =>
  useQuery({
    queryKey: ['run', id],
    queryFn: ({ signal }) => json<RunDetails>(`/api/runs/${encodeURIComponent(id!)}`, signal),
    enabled: id !== undefined,
  })

/** Rows of a report of a run; a run's file does not change under one moment of writing. */
export function useReport<Row>(
  run: RunDetails,
  name: string,
  params: Params = {},
): UseQueryResult<readonly Row[]> {
  return useQuery(reportQuery<Row>(run, name, params))
}

/** The same as a value, for several at once. */
export function reportQuery<Row>(run: RunDetails, name: string, params: Params) {
  return {
    queryKey: ['report', run.id, run.created_at, name, params],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      rows<Row>(reportAddress(run.id, name, params), signal),
    staleTime: Infinity,
    retry: false,
  }
}

/** Where a report is answered. */
export function reportAddress(run: string, name: string, params: Params): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(params))
    if (value !== null && value !== undefined && value !== '') query.set(key, `${value}`)
  const text = query.toString()
  return `/api/runs/${encodeURIComponent(run)}/reports/${name}${text && `?${text}`}`
}

/** Has a sample run made. @returns its id */
export async function makeSample(): Promise<string> {
  const { signal } = new AbortController()
  const response = await ask('/api/sample', signal, 'POST')
  return ((await response.json()) as { run: string }).run
}

async function json<Value>(address: string, signal: AbortSignal): Promise<Value> {
  return (await (await ask(address, signal)).json()) as Value
}

async function rows<Row>(address: string, signal: AbortSignal): Promise<readonly Row[]> {
  const response = await ask(address, signal)
  const bytes = new Uint8Array(await response.arrayBuffer())
  const table = tableFromIPC(bytes, { useProxy: false })
  noteAnswer({ rows: table.numRows, ms: Number(response.headers.get('x-query-ms')) })
  return table.toArray() as readonly Row[]
}

async function ask(address: string, signal: AbortSignal, method = 'GET'): Promise<Response> {
  const response = await fetch(address, { method, signal }).catch((error: unknown) => {
    if (signal.aborted) throw error
    throw new Error('The server does not answer. Is it still running?')
  })
  if (response.ok) return response
  const said = (await response.json().catch(() => ({}))) as { error?: string }
  throw new Error(said.error ?? `${response.status} ${response.statusText}`)
}
