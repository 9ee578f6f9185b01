import type { Config } from './config/config.ts'
import { span } from './describe.ts'
import { type Bound, starvation } from './policy/starvation.ts'

/** How long anybody can be overtaken under this configuration, a sentence for each class of the queue. */
export function tellBounds(config: Config): string[] {
  return starvation(config).map((bound) => `${bound.who} ${sentence(bound)}`)
}

function sentence({ because, lead, share }: Bound): string {
  if (share === 0) return `can wait for ever: ${because}`
  const late = lead > 0 ? `more than ${span(Math.ceil(lead))} later` : 'later'
  if (share === 1) return `is overtaken by nobody who comes ${late}`
  const less = lead > 0 ? `, less ${span(Math.ceil(lead))}` : ''
  const percent = Math.round(share * 1000) / 10
  return `is overtaken only by who has waited ${percent} % as long${less}: ${because}`
}
