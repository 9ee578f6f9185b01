import { make } from './dom.ts'

/** The question that is asked now. */
export interface Survey {
  readonly conversation: number
  readonly question: number
  readonly kind: 'csat' | 'nps' | 'fcr' | 'custom' | 'text'
  /** Lowest and highest score; null where the answer is text. */
  readonly bounds: readonly [number, number] | null
}

const asked: { readonly [kind in Survey['kind']]: string } = {
  csat: 'How satisfied are you, from 1 to 5?',
  nps: 'How likely is it that you recommend us, from 0 to 10?',
  fcr: 'Was your question answered?',
  custom: 'What could we do better?',
  text: 'Is there anything else you want to tell us?',
}

/** Asks one question after the other, in the messenger; null asks nothing. */
export function showSurvey(
  place: HTMLElement,
  survey: Survey | null,
  command: (what: object) => Promise<void>,
): void {
  place.hidden = survey === null
  if (survey === null) return
  const { bounds, conversation, kind, question } = survey
  const answer = (what: object) =>
    void command({ t: 'survey.answer', conversation, question, ...what })
  const skip = make('button', 'plain', 'No more questions') as HTMLButtonElement
  skip.type = 'button'
  skip.addEventListener('click', () => void command({ t: 'survey.skip', conversation }))
  const choices = bounds ? scores(kind, bounds, answer) : freely(answer)
  place.replaceChildren(make('p', '', asked[kind]), choices, skip)
}

function scores(
  kind: Survey['kind'],
  [low, high]: readonly [number, number],
  answer: (what: object) => void,
): HTMLElement {
  const values = Array.from({ length: high - low + 1 }, (_, i) => low + i)
  const buttons = values.map((value) => {
    const word = kind === 'fcr' ? ['No', 'Yes'][value] : String(value)
    const button = make('button', '', word) as HTMLButtonElement
    button.type = 'button'
    button.addEventListener('click', () => answer({ value }))
    return button
  })
  return make('div', 'scores', ...buttons)
}

function freely(answer: (what: object) => void): HTMLElement {
  const box = make('input', '') as HTMLInputElement
  Object.assign(box, { maxLength: 2000, required: true })
  box.setAttribute('aria-label', 'Your answer')
  const form = make('form', 'answer', box, make('button', 'primary', 'Send'))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    answer({ text: box.value })
  })
  return form
}
