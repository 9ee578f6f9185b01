import { Connection, type Frame, post } from './connection.ts'
import { bubble, composer, make, type Message, nameOf, part } from './dom.ts'
import { showSurvey, type Survey } from './survey.ts'

/** The consumer's page: one messenger, known again by a token in the browser. */

interface Snapshot {
  readonly skills: readonly string[]
  readonly state: string
  readonly urgent?: boolean
  readonly survey?: Survey | null
  readonly messages: readonly Message[]
}

const key = 'switchyard-token'
const [messenger, list, state] = [part('messenger'), part('messages'), part('state')]
const [end, banner, urgent] = [part('end'), part('banner'), part('urgent')]
const box = part('box') as HTMLTextAreaElement
const skill = part('skill') as HTMLSelectElement
let connection: Connection | null = null

const words: Readonly<Record<string, string>> = {
  none: 'Ask anything',
  waiting: 'Your message is with us. Someone will answer here.',
  assigned: 'Someone is looking after you',
  closed: 'This conversation has ended. Write again to begin another.',
}

part('open').addEventListener('click', show)
part('hide').addEventListener('click', () => {
  messenger.hidden = true
  sessionStorage.removeItem('switchyard-open')
  part('open').focus()
})
end.addEventListener('click', () => void command({ t: 'close' }))
urgent.addEventListener('click', () => {
  void command({ t: 'urgent', urgent: urgent.getAttribute('aria-pressed') !== 'true' })
})
composer(part('form') as HTMLFormElement, box, send)
// Who was in the middle of it goes on where they were.
if (sessionStorage.getItem('switchyard-open')) show()

function show(): void {
  messenger.hidden = false
  sessionStorage.setItem('switchyard-open', '1')
  connection ??= new Connection('/v1/consumer/ws', ticket, {
    standing: (standing) => {
      banner.hidden = standing !== 'lost'
      banner.textContent = 'Connection lost. Trying again; nothing you write is lost.'
    },
    snapshot: (snapshot: Snapshot) => restore(snapshot),
    frame: hear,
  })
  box.focus()
}

async function ticket(): Promise<string> {
  const token = localStorage.getItem(key)
  const met = await post<{ token: string; ticket: string }>('/v1/consumer', { token })
  localStorage.setItem(key, met.token)
  return met.ticket
}

function restore({ messages, skills, state: now, survey, urgent: isUrgent }: Snapshot): void {
  list.replaceChildren(...messages.map((message) => bubble(message, message.author === 'consumer')))
  skill.replaceChildren(...skills.map((id) => new Option(id, id)))
  become(now)
  markUrgent(isUrgent === true)
  ask(survey)
  scroll()
}

function hear(frame: Frame): void {
  if (frame.t === 'message' && frame['message']) add(frame['message'] as Message)
  if (frame.t === 'conversation.state') {
    become(String(frame['state']))
    markUrgent(frame['urgent'] === true)
  }
  if (frame.t === 'survey') ask(frame['survey'] as Survey | null)
}

/** Whether the consumer called for urgency; asking again takes it back. */
function markUrgent(isUrgent: boolean): void {
  urgent.setAttribute('aria-pressed', String(isUrgent))
  urgent.textContent = isUrgent ? 'Urgent ✓' : 'Urgent'
}

function ask(survey: Survey | null | undefined): void {
  showSurvey(part('survey'), survey ?? null, command)
  scroll()
}

/** What cannot be done is said where everybody looks. */
async function command(what: object): Promise<void> {
  const { err } = await connection!.send(what)
  banner.hidden = err === undefined
  if (err) banner.textContent = `${err.msg[0].toUpperCase()}${err.msg.slice(1)}.`
}

function become(now: string): void {
  state.textContent = words[now] ?? now
  const isOpen = now === 'waiting' || now === 'assigned'
  end.hidden = !isOpen
  urgent.hidden = !isOpen
  part('topic').hidden = isOpen || skill.options.length === 0
}

function add(message: Message): void {
  if (list.querySelector(`[data-seq="${nameOf(message)}"]`)) return
  list.append(bubble(message, message.author === 'consumer'))
  scroll()
}

function send(text: string): void {
  const pending = make(
    'li',
    'bubble own pending',
    make('p', '', text),
    make('small', '', 'sending …'),
  )
  list.append(pending)
  scroll()
  const topic = part('topic').hidden ? {} : { skill: skill.value }
  void connection!.send({ t: 'message.send', text, ...topic }).then(({ err, seq }) => {
    if (err) {
      pending.classList.add('failed')
      pending.querySelector('small')!.textContent = `not sent: ${err.msg}`
    } else {
      const told = list.querySelector(`[data-seq="${String(seq)}"]`)
      if (told) pending.remove()
      else {
        pending.classList.remove('pending')
        pending.dataset['seq'] = String(seq)
        pending.querySelector('small')!.textContent = 'sent'
      }
    }
  })
}

function scroll(): void {
  list.scrollTop = list.scrollHeight
}
