import type { ChannelId } from '../../core/index.ts'
import type { Written } from '../read.ts'
import type { Mark } from '../scenario.ts'

/** @throws FormError where the shares of a source are more than all of it. */
export function marksIn({ error, value }: Written, i: number): readonly Mark[] | undefined {
  const { marks } = value.demand[i]
  if (marks === undefined) return undefined
  const total = marks.reduce((sum, { share }) => sum + share, 0)
  if (total > 1 + 1e-9)
    throw error(['demand', i, 'marks'], `the shares add up to ${Number(total.toFixed(6))}, above 1`)
  const channels = Object.keys(value.channels ?? {})
  return marks.map(({ channel, share, tags, urgent }) => ({
    share,
    ...(channel !== undefined && { channel: channels.indexOf(channel) as ChannelId }),
    ...(tags !== undefined && { tags }),
    ...(urgent && { urgent }),
  }))
}
