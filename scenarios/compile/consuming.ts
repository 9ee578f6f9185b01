import type { SkillId } from '../../core/index.ts'
import { durationOf } from '../duration.ts'
import type { BotModel, Consuming, Return, Satisfaction, Score } from '../models.ts'
import type { Written } from '../read.ts'
import type { ScenarioFile } from '../schema.ts'
import type { Path } from '../wrong.ts'
import { without } from './people.ts'
import { type FittedTimes, timeOf, whole } from './times.ts'

type Given = ScenarioFile['conversations'][string]

/** What a sort of conversations says of its consumers, whatever its model. @throws FormError */
export function consumingOf(written: Written, name: string, fitted: FittedTimes): Consuming {
  const place = ['conversations', name]
  const { bot, returns, satisfaction } = written.value.conversations[name]
  return without({
    bot: bot && botOf(written, name, bot, fitted),
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

/** @throws FormError where intents are no whole, or their skills cannot be got at. */
function botOf(
  written: Written,
  name: string,
  { intents, time }: NonNullable<Given['bot']>,
  fitted: FittedTimes,
): BotModel {
  const place = ['conversations', name, 'bot']
  const { demand, skills } = written.value
  whole(
    written,
    [...place, 'intents'],
    intents.map(({ share }) => share),
  )
  const from = demand.filter(({ conversation }) => conversation === name)
  return {
    time: timeOf(written, [...place, 'time'], time, fitted),
    intents: intents.map(({ skill, time: own, ...same }, i) => {
      const here = [...place, 'intents', i]
      const barred = from.find((one) => !mayPass(skills[one.skill], one.skill, skill))
      if (barred) {
        const message = `"${barred.skill}" may not transfer to "${skill}"`
        throw written.error([...here, 'skill'], message)
      }
      return {
        ...{ ...same, skill: Object.keys(skills).indexOf(skill) as SkillId },
        ...(own && { time: timeOf(written, [...here, 'time'], own, fitted) }),
      }
    }),
  }
}

function mayPass(
  { canTransfer = true, transfersTo }: ScenarioFile['skills'][string],
  from: string,
  to: string,
): boolean {
  return canTransfer && (from === to || (transfersTo ?? [to]).includes(to))
}

function satisfactionOf(
  written: Written,
  place: Path,
  { after, answers, csat, fcr, nps }: NonNullable<Given['satisfaction']>,
  fitted: FittedTimes,
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
