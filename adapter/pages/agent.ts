import { type Config, offerChoices } from './choices.ts'
import { Connection, type Frame, post } from './connection.ts'
import { bubble, clock, composer, make, type Message, nameOf, part } from './dom.ts'
import { type Offer, Offers } from './offers.ts'
import { showQueue } from './queue.ts'

/** The agent's page: sign in, presence, the conversations held, one of them open. */

interface Held {
  readonly conversation: number
  readonly openedAt: number
  readonly skill: string | null
  readonly due: number | null
  readonly owed: boolean
  readonly target: 'default' | 'urgent' | 'firstTime' | 'manual'
  readonly messages?: readonly Message[]
}
interface Load {
  readonly used: number
  readonly max: number
}
interface Snapshot extends Config {
  readonly me: string
  readonly presence: string
  readonly reason: string | null
  readonly load: Load
  readonly offers: readonly (Offer | null)[]
  readonly conversations: readonly Held[]
}

const key = 'switchyard-agent'
const held = new Map<number, Held & { readonly messages: readonly Message[] }>()
let chosen: number | null = null
let connection: Connection | null = null
const presence = part('presence') as HTMLSelectElement
const skill = part('skill') as HTMLSelectElement
const target = part('target') as HTMLSelectElement
const banner = part('banner')
const offers = new Offers(part('offers'), command)
let me = ''

part('sign-in').addEventListener('submit', (event) => {
  event.preventDefault()
  const name = (part('name') as HTMLInputElement).value
  post<{ name: string }>('/v1/sign-in', { name }).then(
    ({ name: known }) => {
      sessionStorage.setItem(key, known)
      begin()
    },
    (error: Error) => (part('problem').textContent = error.message),
  )
})
part('sign-out').addEventListener('click', () => {
  void command({ t: 'presence.set', presence: 'offline' }).then(() => {
    sessionStorage.removeItem(key)
    location.reload()
  })
})
presence.addEventListener('change', () => {
  const [to, reason] = presence.value.split('/')
  void command({ t: 'presence.set', presence: to, ...(reason && { reason }) })
})
skill.addEventListener('change', () => {
  const [kind, to] = [skill.value.slice(0, 1), skill.value.slice(1)]
  skill.value = ''
  if (kind === 's') void onChosen({ t: 'transfer', skill: to })
  if (kind === 'a') void onChosen({ t: 'suggest', agent: to })
})
target.addEventListener('change', () => {
  const minutes = Number(target.value)
  target.value = ''
  if (minutes > 0) void onChosen({ t: 'target.set', due: Date.now() + minutes * 60_000 })
  else void onChosen({ t: 'target.cancel' })
})
part('queue').addEventListener('click', () => {
  const look = () => connection!.send({ look: 'queue' })
  void showQueue(part('waiting') as HTMLDialogElement, look, command)
})
part('return').addEventListener('click', () => void onChosen({ t: 'return' }))
part('close').addEventListener('click', () => void onChosen({ t: 'close' }))
composer(part('form') as HTMLFormElement, part('box') as HTMLTextAreaElement, (text) => {
  void onChosen({ t: 'message.send', text })
})
setInterval(drawList, 15_000)
if (sessionStorage.getItem(key)) begin()

function begin(): void {
  part('sign-in').hidden = true
  part('work').hidden = false
  const ticket = async () => {
    const name = sessionStorage.getItem(key)
    return (await post<{ ticket: string }>('/v1/sign-in', { name })).ticket
  }
  connection = new Connection('/v1/agent/ws', ticket, {
    standing: (standing) => {
      banner.hidden = standing !== 'lost'
      banner.textContent = 'Connection lost. Trying again; what you send goes out once it is back.'
    },
    snapshot: (snapshot: Snapshot) => restore(snapshot),
    frame: hear,
  })
}

function restore(snapshot: Snapshot): void {
  me = snapshot.me
  part('me').textContent = me
  configure(snapshot)
  showPresence(snapshot.presence, snapshot.reason)
  held.clear()
  for (const one of snapshot.conversations) held.set(one.conversation, { messages: [], ...one })
  offers.restore(snapshot.offers)
  showLoad(snapshot.load)
  draw()
}

/** What can be chosen follows the account, also while the page is open. */
const configure = (config: Config): void => offerChoices({ presence, skill, target }, config, me)

function showPresence(now: string, reason: string | null): void {
  presence.value = now === 'away' && reason !== null ? `away/${reason}` : now
}

function hear(frame: Frame): void {
  const number = Number(frame['conversation'])
  switch (frame.t) {
    case 'presence':
      showPresence(String(frame['presence']), frame['reason'] as string | null)
      break
    case 'offer':
      offers.made(frame['offer'] as Offer | null)
      break
    case 'offer.closed':
      offers.closed(Number(frame['seq']))
      break
    case 'config':
      configure(frame as unknown as Config)
      break
    case 'conversation.upsert': {
      const one = frame['conversation'] as Held | null
      if (one) held.set(one.conversation, { messages: [], ...held.get(one.conversation), ...one })
      break
    }
    case 'conversation.removed':
      held.delete(number)
      break
    case 'message': {
      const one = held.get(number)
      const message = frame['message'] as Message | null
      if (one && message && !one.messages.some((known) => nameOf(known) === nameOf(message)))
        held.set(number, { ...one, messages: [...one.messages, message] })
      break
    }
  }
  if (frame['load']) showLoad(frame['load'] as Load)
  draw()
}

function command(what: object): Promise<Frame> {
  return connection!.send(what).then((answer) => {
    banner.hidden = answer.err === undefined
    if (answer.err) banner.textContent = answer.err.msg
    return answer
  })
}

const onChosen = (what: object) => command({ ...what, conversation: chosen })

function showLoad({ max, used }: Load): void {
  part('load').textContent = `${Number(used.toFixed(1))} of ${max} slots in use`
}

function draw(): void {
  if (chosen === null || !held.has(chosen)) chosen = order()[0]?.conversation ?? null
  drawList()
  drawChat()
}

/** What is owed first, by due; what waits for the consumer after it. */
const order = () =>
  [...held.values()].sort(
    (a, b) =>
      Number(b.owed) - Number(a.owed) ||
      (a.due ?? Infinity) - (b.due ?? Infinity) ||
      a.conversation - b.conversation,
  )

function drawList(): void {
  const list = part('list')
  const focused = list.contains(document.activeElement)
  list.replaceChildren(...order().map(entry))
  if (focused) list.querySelector<HTMLElement>('[aria-current]')?.focus()
  part('none').textContent =
    held.size > 0
      ? ''
      : presence.value === 'online'
        ? 'Nothing for you yet. What comes in appears here.'
        : 'Go online to receive conversations.'
}

function entry(one: Held & { readonly messages: readonly Message[] }): HTMLElement {
  const { conversation, messages } = one
  const last = messages[messages.length - 1]
  const state = dueWords(one)
  const button = make(
    'button',
    'entry',
    make('b', '', `Conversation ${conversation}`),
    make('small', state.late ? 'late' : '', state.text),
    make('span', 'quiet', last?.text.slice(0, 80) ?? ''),
  )
  if (conversation === chosen) button.setAttribute('aria-current', 'true')
  button.addEventListener('click', () => {
    chosen = conversation
    draw()
    part('box').focus()
  })
  return make('li', '', button)
}

function dueWords({ due, owed, target: by }: Held): {
  readonly text: string
  readonly late: boolean
} {
  if (!owed) return { text: 'answered', late: false }
  if (due === null) return { text: '◆ reply owed', late: false }
  const minutes = Math.round((due - Date.now()) / 60_000)
  return minutes < 0
    ? { text: `■ ${-minutes} min late`, late: true }
    : { text: `◆ ${by === 'urgent' ? 'urgent, ' : ''}due in ${minutes} min`, late: false }
}

function drawChat(): void {
  const one = chosen === null ? undefined : held.get(chosen)
  part('chat').hidden = one === undefined
  part('idle').hidden = one !== undefined
  part('idle').textContent = held.size === 0 ? 'Conversations open here.' : 'Choose a conversation'
  if (one === undefined) return
  part('title').textContent = `Conversation ${one.conversation}`
  part('about').textContent = `${one.skill ?? 'no skill'} · since ${clock(one.openedAt)}`
  const messages = part('messages')
  const before = messages.childElementCount
  messages.replaceChildren(
    ...one.messages.map((message) => bubble(message, message.author === 'agent')),
  )
  if (messages.childElementCount !== before) messages.scrollTop = messages.scrollHeight
}
