/** An element that the page is known to have. */
export function part(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`the page has no "${id}"`)
  return found
}

/** A new element with a class and what it holds. */
export function make(tag: string, name: string, ...children: (Node | string)[]): HTMLElement {
  const node = document.createElement(tag)
  node.className = name
  node.append(...children)
  return node
}

/** A message as the server tells it. */
export interface Message {
  readonly seq: number
  /** 0 for what people wrote, from 1 for what the same entry sent by itself. */
  readonly part: number
  readonly at: number
  readonly author: 'consumer' | 'agent' | 'system'
  readonly by: string | null
  readonly text: string
}

/** 09:05 in the reader's own zone. */
export const clock = (at: number): string =>
  new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })

/** What a message is called: the same one twice has one name. */
export const nameOf = ({ part: n, seq }: Message): string => (n === 0 ? `${seq}` : `${seq}.${n}`)

/** A bubble; `own` stands at the writer's side, what was sent by itself in the middle. */
export function bubble(message: Message, own: boolean): HTMLElement {
  const { at, author, by, text } = message
  if (author === 'system') {
    const line = make('li', 'notice', make('p', '', text), make('small', '', clock(at)))
    line.dataset['seq'] = nameOf(message)
    return line
  }
  const foot = make('small', '', `${by && !own ? `${by} · ` : ''}${clock(at)}`)
  const node = make('li', own ? 'bubble own' : 'bubble', make('p', '', text), foot)
  node.dataset['seq'] = nameOf(message)
  return node
}

/** Enter sends, Shift and Enter begin a line; the box grows with what is in it. */
export function composer(
  form: HTMLFormElement,
  box: HTMLTextAreaElement,
  send: (text: string) => void,
) {
  const fit = () => {
    box.style.height = 'auto'
    box.style.height = `${Math.min(160, box.scrollHeight)}px`
  }
  box.addEventListener('input', fit)
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    form.requestSubmit()
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const text = box.value.trim()
    if (text === '') return
    box.value = ''
    fit()
    send(text)
  })
}
