import { durationOf } from '../duration.ts'
import type { Fit } from '../fit.ts'
import type { Consuming, Return, Satisfaction, Score } from '../models.ts'
import type { Written } from '../read.ts'
import type { ScenarioFile } from '../schema.ts'
import type { Path } from '../wrong.ts'
import { without } from './people.ts'
import { timeOf } from './times.ts'

type Given = ScenarioFile['conversations'][string]

/** What a sort of conversations says of its consumers, whatever its model. @throws FormError */
export function consumingOf(written: Written, name: string, fitted: () => Fit): Consuming {
  const place = ['conversations', name]
  const { returns, satisfaction } = written.value.conversations[name]
  return without({
    returns:
      returns &&
      without({
        afterLeaving: again('afterLeaving', returns.afterLeaving),
        afterService: again('afterService', returns.afterService),
      }),
    satisfaction:
      satisfaction && satisfactionOf(written, [...place, 'satisfaction'], satisfaction, fitted),
  })

  function again(
    key: 'afterLeaving' | 'afterService',
    given: NonNullable<Given['returns']>['afterLeaving'],
  ): Return | undefined {
    if (!given) return undefined
    const { after, share, within } = given
    return {
      share,
      after: timeOf(written, [...place, 'returns', key, 'after'], after, fitted),
      ...(within !== undefined && { within: durationOf(within) }),
    }
  }
}

function satisfactionOf(
  written: Written,
  place: Path,
  { after, answers, csat, fcr, nps }: NonNullable<Given['satisfaction']>,
  fitted: () => Fit,
): Satisfaction {
  const scores = Object.entries({ csat, nps, fcr }).flatMap(([kind, one]) =>
    one ? [[kind, scoreOf(one)] as const] : [],
  )
  const isAsked = Object.values(written.value.skills).some(({ survey }) => survey)
  if (!isAsked) throw written.error(place, 'no skill has a survey that could be answered')
  return {
    answers,
    after: timeOf(written, [...place, 'after'], after, fitted),
    scores: Object.fromEntries(scores),
  }
}

function scoreOf({
  best,
  perMinute: { firstResponse = 0, response = 0, wait = 0 } = {},
  spread = 0,
}: NonNullable<NonNullable<Given['satisfaction']>['csat']>): Score {
  return { best, spread, perMinute: { wait, firstResponse, response } }
}
