import type { Causes, CoproductionModel, Pace } from '../models.ts'
import type { Written } from '../read.ts'
import type { ConversationModel, MessagingModel } from '../scenario.ts'
import type { ScenarioFile } from '../schema.ts'
import { consumingOf } from './consuming.ts'
import { Fitted } from './fitted.ts'
import type { Inputs } from './inputs.ts'
import { lasting, timeOf } from './times.ts'

type Given = ScenarioFile['conversations'][string]
/** What the keys of one model say. */
interface Reading {
  readonly time: (
    key: 'holding' | 'work' | 'attention' | 'gap' | 'closeAfter' | 'spacing',
  ) => ReturnType<typeof timeOf>
  readonly mean: (key: 'turns' | 'burst') => { readonly mean: number }
  readonly pace: () => Pace
  readonly silentShare: () => number
  readonly stated: <Key extends keyof Given>(key: Key) => NonNullable<Given[Key]>
}

/** The keys of a model beside its patience; others say nothing of it, and are refused. */
const keys: Readonly<Record<Given['model'], readonly (keyof Given)[]>> = {
  call: ['holding'],
  chat: ['work', 'pace'],
  messaging: ['turns', 'burst', 'spacing', 'attention', 'gap', 'closeAfter', 'silentShare'],
  coproduction: ['fades', 'consumer', 'agent', 'pace', 'closeAfter', 'silentShare'],
}
const common: readonly (keyof Given)[] = ['model', 'patience', 'bot', 'returns', 'satisfaction']

/** How conversations of a sort go. @throws FormError */
export function modelOf(written: Written, name: string, inputs: Inputs): ConversationModel {
  const given = written.value.conversations[name]
  checkKeys(written, name, given)
  const source = new Fitted(written, name, inputs)
  const read = reading(written, name, given, source)
  const place = ['conversations', name, 'patience']
  const patience = given.patience ? timeOf(written, place, given.patience, source.time) : null
  const consuming = consumingOf(written, name, source.time)
  switch (given.model) {
    case 'call':
      return { model: 'call', holding: read.time('holding'), patience, ...consuming }
    case 'chat': {
      const work = read.time('work')
      return { model: 'chat', work, pace: read.pace(), patience, ...consuming }
    }
    case 'messaging':
      return { ...messagingOf(read, patience), ...consuming }
    case 'coproduction':
      return { ...coproductionOf(written, name, read, patience), ...consuming }
  }
}

function messagingOf(
  { mean, silentShare, time }: Reading,
  patience: MessagingModel['patience'],
): MessagingModel {
  return {
    model: 'messaging',
    turns: mean('turns'),
    burst: { ...mean('burst'), spacing: time('spacing') },
    ...{ attention: time('attention'), gap: time('gap'), closeAfter: time('closeAfter') },
    ...{ patience, silentShare: silentShare() },
  }
}

/** @throws FormError if messages would go on for ever, or a bot has a part. */
function coproductionOf(
  written: Written,
  name: string,
  { pace, silentShare, stated, time }: Reading,
  patience: MessagingModel['patience'],
): CoproductionModel {
  const place = ['conversations', name]
  const { bot } = written.value.conversations[name]
  if (bot) throw written.error([...place, 'bot'], 'a coproduction is one with people alone')
  const [consumer, agent] = [stated('consumer'), stated('agent')]
  const most = radius(consumer, agent)
  if (most >= 1) {
    const message = `each message causes ${most.toPrecision(4)} others in the long run, not below 1`
    throw written.error([...place, 'consumer'], message)
  }
  const speeds = pace()
  if ('shared' in speeds) throw written.error([...place, 'pace'], 'it has a list of paces')
  const fades = lasting(written, [...place, 'fades'], stated('fades'))
  return {
    ...{ model: 'coproduction', fades, consumer, agent, pace: speeds.each },
    ...{ closeAfter: time('closeAfter'), patience, silentShare: silentShare() },
  }
}

/** The spectral radius of the matrix of causes. */
function radius(consumer: Causes, agent: Causes): number {
  const [own, other] = [consumer.perConsumer, agent.perAgent]
  const cross = consumer.perAgent * agent.perConsumer
  return (own + other + Math.sqrt((own - other) ** 2 + 4 * cross)) / 2
}

function checkKeys({ error }: Written, name: string, given: Given): void {
  const known = [...keys[given.model], ...common]
  for (const key of Object.keys(given) as (keyof Given)[])
    if (!known.includes(key))
      throw error(
        ['conversations', name, key],
        `a ${given.model} has no "${key}"; it has ${known.join(', ')}`,
      )
}

function reading(written: Written, name: string, given: Given, source: Fitted): Reading {
  const place = ['conversations', name]
  function stated<Key extends keyof Given>(key: Key): NonNullable<Given[Key]> {
    const value = given[key]
    if (value !== undefined) return value
    throw written.error(place, `a ${given.model} needs "${key}"`)
  }
  return {
    stated,
    time: (key) => timeOf(written, [...place, key], stated(key), source.time),
    mean: (key) => {
      const value = stated(key)
      return { mean: value === 'fitted' ? source.mean(key) : value }
    },
    silentShare: () => {
      const { silentShare = 0 } = given
      return silentShare === 'fitted' ? source.silentShare() : silentShare
    },
    pace: () => {
      const value = stated('pace')
      return Array.isArray(value) ? { each: value } : { shared: value.shared }
    },
  }
}

/** Chats of all demand have one pace: an agent has them all at once. @throws FormError */
export function checkPaces({ error, value }: Written): void {
  const used = new Set(value.demand.map(({ conversation }) => conversation))
  const chats = Object.entries(value.conversations).filter(
    ([name, { model }]) => model === 'chat' && used.has(name),
  )
  const other = chats.find(
    ([, { pace }]) => JSON.stringify(pace) !== JSON.stringify(chats[0][1].pace),
  )
  if (other === undefined) return
  const message = `chats of one scenario have one pace, this is not that of "${chats[0][0]}"`
  throw error(['conversations', other[0], 'pace'], message)
}
