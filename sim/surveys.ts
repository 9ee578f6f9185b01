import {
  Answer,
  type ConversationKey,
  type QuestionKind,
  scores,
  type Time,
} from '../core/index.ts'
import type { Satisfaction, Scenario, Score } from '../scenarios/index.ts'
import { normalQuantile, type Quantile, quantile } from './distributions.ts'
import type { Life } from './lives.ts'
import { drawFor, type Stage } from './stage.ts'

const MINUTE = 60_000

/** What one consumer would answer, question by question, and how long each answer takes. */
interface Answers {
  readonly key: number
  /** Null where the question is skipped. */
  readonly values: readonly (number | null)[]
  readonly after: readonly number[]
}

/** Questions that a skill may ask at most. */
const QUESTIONS = 8

/** Consumers who answer the survey of a skill that has one, by how long they waited. */
export class Surveys {
  private readonly stage: Stage
  private readonly bySource: readonly (Satisfaction | undefined)[]
  private readonly delays: readonly (Quantile | undefined)[]
  /** By skill. */
  private readonly questions: readonly (readonly QuestionKind[])[]
  /** Of what was closed last: if a survey follows, it follows at once. */
  private ready: ((questions: readonly QuestionKind[]) => Answers) | null = null
  private key = -1

  constructor(stage: Stage, { account, demand }: Scenario) {
    this.stage = stage
    this.bySource = demand.map(({ conversation }) => conversation.satisfaction)
    this.delays = this.bySource.map((one) => one && quantile(one.after))
    this.questions = account.skills.map(({ survey }) => survey?.questions ?? [])
  }

  /** Remembers what the consumer thinks of it: the life itself is used again. */
  closed(life: Life): void {
    const { key, source } = life
    const { survey } = this.stage.streams
    const [satisfaction, delay] = [this.bySource[source], this.delays[source]]
    this.ready = null
    this.key = key
    if (!satisfaction || drawFor(survey, life, 0) >= satisfaction.answers) return
    const waits = waitsOf(life, this.stage.clock.now)
    const [z, after] = [1, 2].map((part) =>
      Array.from({ length: QUESTIONS }, (_, i) => drawFor(survey, life, part + 2 * i)),
    )
    this.ready = (questions) => ({
      key,
      values: questions.map((kind, i) => valueOf(satisfaction, kind, waits, z[i % QUESTIONS])),
      after: questions.map((_, i) => Math.round(delay!(after[i % QUESTIONS]))),
    })
  }

  opened(key: number, skill: number): void {
    if (key !== this.key || !this.ready) return
    const answers = this.ready(this.questions[skill])
    this.ask(answers, 0)
  }

  /** One question after the other. */
  private ask(answers: Answers, question: number): void {
    const { agenda, clock } = this.stage
    const { after, values } = answers
    if (question === values.length) return
    agenda.set(clock.now + after[question], () => {
      this.answer(answers, question)
      this.ask(answers, question + 1)
    })
  }

  private answer({ key, values }: Answers, question: number): void {
    const { clock, host } = this.stage
    const of = { at: clock.now as Time, conversation: key as ConversationKey }
    const value = values[question]
    const answer = value === null ? Answer.skipped : Answer.valid
    host.tell({ type: 'survey.answered', ...of, question, answer, value: value ?? 0 })
  }
}

interface Waits {
  readonly wait: number
  readonly firstResponse: number
  readonly response: number
}

/** Minutes. Who never got a reply waited for it until the end; a call has no replies at all. */
function waitsOf(life: Life, now: number): Waits {
  const { answered, firstAt, firstResponse, responses, waited } = life
  const first = answered > 0 ? firstResponse : now - firstAt
  return {
    wait: (waited || 0) / MINUTE,
    firstResponse: (first || 0) / MINUTE,
    response: ((answered > 0 ? responses / answered : first) || 0) / MINUTE,
  }
}

/** A question without bounds has no score; one that nothing is said of is skipped. */
function valueOf(
  { scores: given }: Satisfaction,
  kind: QuestionKind,
  waits: Waits,
  u: number,
): number | null {
  const bounds = scores[kind]
  const score = given[kind as keyof typeof given]
  if (!bounds) return 0
  if (!score) return null
  return Math.min(bounds[1], Math.max(bounds[0], Math.round(scoreOf(score, waits, u))))
}

/** Before it is rounded. */
export function scoreOf({ best, perMinute, spread }: Score, waits: Waits, u: number): number {
  const { firstResponse, response, wait } = waits
  const lost =
    perMinute.wait * wait + perMinute.firstResponse * firstResponse + perMinute.response * response
  return best - lost + (spread > 0 ? spread * normalQuantile(u) : 0)
}

/** Null where nobody is asked, or nobody says how satisfied they are. */
export function surveysOf(stage: Stage, scenario: Scenario): Surveys | null {
  const isAsked = scenario.account.skills.some(({ survey }) => survey)
  const isTold = scenario.demand.some(({ conversation }) => conversation.satisfaction)
  return isAsked && isTold ? new Surveys(stage, scenario) : null
}
