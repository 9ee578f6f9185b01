import type { Frame } from './connection.ts'
import { clock, make } from './dom.ts'

interface Waiting {
  readonly conversation: number
  readonly skill: string | null
  readonly openedAt?: number
  readonly keptFor?: string | null
  readonly agent?: string
}
interface Queue {
  readonly waiting: readonly Waiting[]
  readonly others: readonly Waiting[]
  readonly closed: readonly Waiting[]
}

/** What an agent may take: what waits, what colleagues hold, what they closed lately. */
export async function showQueue(
  dialog: HTMLDialogElement,
  look: () => Promise<Frame>,
  command: (what: object) => Promise<unknown>,
): Promise<void> {
  const queue = (await look()) as unknown as Queue
  const act = (t: string, word: string) => (one: Waiting) => {
    const button = make('button', '', word) as HTMLButtonElement
    button.type = 'button'
    button.addEventListener('click', () => {
      dialog.close()
      void command({ t, conversation: one.conversation })
    })
    return entry(one, button)
  }
  const done = make('button', '', 'Close')
  done.addEventListener('click', () => dialog.close())
  dialog.replaceChildren(
    ...part('Waiting', 'Nothing waits for you.', queue.waiting.map(act('take', 'Take'))),
    ...part(
      'With colleagues',
      'Nobody holds anything.',
      queue.others.map(act('takeOver', 'Take over')),
    ),
    ...part('Closed by you', 'Nothing yet.', queue.closed.map(act('resume', 'Write again'))),
    make('footer', '', done),
  )
  dialog.showModal()
}

const part = (title: string, none: string, entries: readonly HTMLElement[]) => [
  make('h2', '', title),
  entries.length > 0 ? make('ul', '', ...entries) : make('p', 'quiet', none),
]

function entry({ agent, conversation, keptFor, openedAt, skill }: Waiting, button: HTMLElement) {
  const about = [
    skill ?? 'no skill',
    openedAt && `since ${clock(openedAt)}`,
    agent && `with ${agent}`,
  ]
  const kept = keptFor ? `kept for ${keptFor}` : ''
  const words = [...about, kept].filter(Boolean).join(' · ')
  return make(
    'li',
    '',
    make('div', '', make('b', '', `Conversation ${conversation}`), make('p', 'quiet', words)),
    button,
  )
}
