import {
  type Config,
  Kind,
  type RouterEvent,
  scores,
  SurveyEnd,
  type Trace,
} from '../../core/index.ts'
import { Builder } from '../builder.ts'
import { answers, type DataOf, tables } from '../tables.ts'

interface Open {
  readonly row: number
  readonly closedAt: number
  readonly skill: number
  readonly agent: number
  askedAt: number
  /** Questions not yet answered or skipped. */
  left: number
}

/** Surveys and their answers. */
export class Surveys {
  private readonly surveys = new Builder(tables.surveys)
  private readonly answers = new Builder(tables.survey_answers)
  private readonly open = new Map<number, Open>()
  private readonly trace: Trace
  private config: Config

  constructor(config: Config, trace: Trace) {
    this.config = config
    this.trace = trace
  }

  configured(config: Config): void {
    this.config = config
  }

  finish(): { readonly [T in 'surveys' | 'survey_answers']: DataOf<T> } {
    return { surveys: this.surveys.finish(), survey_answers: this.answers.finish() }
  }

  happened(event: RouterEvent): void {
    if (event.type !== 'survey.answered') return
    const open = this.open.get(event.conversation)!
    const kind = (this.config.skills[open.skill].survey?.questions ?? [])[event.question]
    const row = this.answers.add()
    const a = this.answers.columns
    a.conversation[row] = event.conversation
    a.at[row] = event.at
    a.closed_at[row] = open.closedAt
    a.skill[row] = open.skill
    a.agent[row] = open.agent
    a.question[row] = event.question
    a.kind[row] = Object.keys(scores).indexOf(kind)
    a.answer[row] = isScore(kind, event) ? event.answer : answers.indexOf('unrecognised')
    a.value[row] = event.value
    a.after_ms[row] = event.at - open.askedAt
    open.askedAt = event.at
    if (a.answer[row] === 0) this.surveys.columns.answers[open.row]++
    if (a.answer[row] !== answers.indexOf('unrecognised')) open.left--
    // The next one is asked, or this one again, unless this was the last answer.
    if (open.left > 0) this.surveys.columns.asked[open.row]++
  }

  effect(row: number): void {
    const { agent, at, conversation, kind, skill, why } = this.trace.columns
    if (kind[row] === Kind.surveyOpened) {
      const survey = this.surveys.add()
      const s = this.surveys.columns
      s.conversation[survey] = conversation[row]
      s.skill[survey] = skill[row]
      s.agent[survey] = agent[row]
      s.from_at[survey] = s.closed_at[survey] = at[row]
      s.answers[survey] = 0
      s.asked[survey] = 1
      const left = this.config.skills[skill[row]].survey?.questions.length ?? 0
      const place = { skill: skill[row], agent: agent[row], closedAt: at[row], askedAt: at[row] }
      this.open.set(conversation[row], { row: survey, left, ...place })
    }
    if (kind[row] === Kind.surveyClosed) {
      const { row: survey } = this.open.get(conversation[row])!
      this.surveys.columns.to_at[survey] = at[row]
      this.surveys.columns.end[survey] = why[row]
      // Too many that nobody understood: it is not asked again.
      if (why[row] === SurveyEnd.unrecognised) this.surveys.columns.asked[survey]--
      this.open.delete(conversation[row])
    }
  }
}

/** Whether a valid answer lies within the bounds of its question. */
function isScore(kind: keyof typeof scores, { answer, value }: { answer: number; value: number }) {
  const bounds = scores[kind]
  return answer !== 0 || bounds === null || (value >= bounds[0] && value <= bounds[1])
}
