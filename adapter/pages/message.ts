import { Connection, type Frame, post } from './connection.ts'
import { bubble, composer, make, type Message, part } from './dom.ts'

/** The consumer's page: one messenger, known again by a token in the browser. */

interface Snapshot {
  readonly skills: readonly string[]
  readonly state: string
  readonly messages: readonly Message[]
}

const key = 'switchyard-token'
const [messenger, list, state] = [part('messenger'), part('messages'), part('state')]
const [end, banner] = [part('end'), part('banner')]
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
end.addEventListener('click', () => void connection?.send({ t: 'close' }))
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

function restore({ messages, skills, state: now }: Snapshot): void {
  list.replaceChildren(...messages.map((message) => bubble(message, message.author === 'consumer')))
  skill.replaceChildren(...skills.map((id) => new Option(id, id)))
  become(now)
  scroll()
}

function hear(frame: Frame): void {
  if (frame.t === 'message' && frame['message']) add(frame['message'] as Message)
  if (frame.t === 'conversation.state') become(String(frame['state']))
}

function become(now: string): void {
  state.textContent = words[now] ?? now
  const isOpen = now === 'waiting' || now === 'assigned'
  end.hidden = !isOpen
  part('topic').hidden = isOpen || skill.options.length === 0
}

function add(message: Message): void {
  if (list.querySelector(`[data-seq="${message.seq}"]`)) return
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
