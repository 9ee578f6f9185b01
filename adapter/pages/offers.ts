import { make } from './dom.ts'

/** A proposal: take it within its time, or decline. */
export interface Offer {
  readonly conversation: number
  readonly skill: string | null
  readonly offer: number
  readonly expiresAt: number
  readonly text: string
}

/** Offers that stand, each with a ring that runs out. */
export class Offers {
  private readonly all = new Map<number, { readonly offer: Offer; readonly since: number }>()
  private readonly place: HTMLElement
  private readonly command: (what: object) => Promise<unknown>

  constructor(place: HTMLElement, command: (what: object) => Promise<unknown>) {
    this.place = place
    this.command = command
    setInterval(() => this.tick(), 250)
  }

  restore(offers: readonly (Offer | null)[]): void {
    this.all.clear()
    for (const offer of offers) if (offer) this.hold(offer)
    this.draw()
  }

  made(offer: Offer | null): void {
    if (offer === null) return
    this.hold(offer)
    this.draw()
    document.title = 'Offer · Agent desk'
  }

  closed(seq: number): void {
    this.all.delete(seq)
    this.draw()
    if (this.all.size === 0) document.title = 'Agent desk'
  }

  private hold(offer: Offer): void {
    this.all.set(offer.offer, { offer, since: Date.now() })
  }

  private draw(): void {
    this.place.hidden = this.all.size === 0
    this.place.replaceChildren(...[...this.all.values()].map(({ offer }) => this.entry(offer)))
    this.tick()
  }

  private entry({ conversation, offer, skill, text }: Offer): HTMLElement {
    const act = (t: 'accept' | 'decline', name: string, word: string) => {
      const button = make('button', name, word) as HTMLButtonElement
      button.type = 'button'
      button.addEventListener('click', () => void this.command({ t, conversation, offer }))
      return button
    }
    const ring = make('span', 'ring', make('span', 'left'))
    const words = make(
      'div',
      'words',
      make('b', '', skill ?? 'Conversation'),
      make('p', 'quiet', text.slice(0, 120)),
    )
    const entry = make('li', 'offer', ring, words, act('accept', 'primary', 'Accept'))
    entry.append(act('decline', '', 'Decline'))
    entry.dataset['offer'] = String(offer)
    return entry
  }

  /** How much of its time is left, by the browser's clock. */
  private tick(): void {
    for (const { offer, since } of this.all.values()) {
      const entry = this.place.querySelector<HTMLElement>(`[data-offer="${offer.offer}"]`)
      const left = Math.max(0, offer.expiresAt - Date.now())
      const share = left / Math.max(1, offer.expiresAt - since)
      entry?.style.setProperty('--left', `${Math.round(share * 100)}%`)
      const seconds = entry?.querySelector('.left')
      if (seconds) seconds.textContent = String(Math.ceil(left / 1000))
    }
  }
}
