import { type AccountConfig, Answer, NO_SKILL, scores } from '../../core/index.ts'
import type { Desk } from '../desk.ts'
import { type Deed, melt, skillOf } from './commands.ts'
import { type ConsumerCommand, Refused } from './frames.ts'

/** What a consumer's command comes to on this desk. @throws Refused */
export function consumerDeed(desk: Desk, consumer: number, asked: ConsumerCommand): Deed {
  const command = { by: `consumer/${consumer}`, id: asked.id }
  const latest = desk.latest.get(consumer)
  switch (asked.t) {
    case 'message.send':
      return written(desk, consumer, asked)
    case 'survey.answer':
    case 'survey.skip':
      return surveyed(desk, consumer, asked)
  }
  if (!latest?.isOpen) throw new Refused('CLOSED', 'there is no open conversation')
  const { conversation } = latest
  melt(desk, conversation)
  return asked.t === 'close'
    ? { record: { type: 'close.requested', conversation, by: 'consumer', command } }
    : { record: { type: 'urgent.requested', conversation, urgent: asked.urgent, command } }
}

function written(
  desk: Desk,
  consumer: number,
  asked: ConsumerCommand & { readonly t: 'message.send' },
): Deed {
  const { id, skill: named, text } = asked
  const { account } = desk.charter
  const latest = desk.latest.get(consumer)
  const isOpen = latest?.isOpen === true
  const conversation = isOpen ? latest.conversation : desk.lastConversation + 1
  melt(desk, conversation)
  const skill = named === undefined ? defaultSkill(account) : skillOf(account, named)
  const command = { by: `consumer/${consumer}`, id }
  return {
    record: {
      ...{ type: 'message.received', conversation, consumer, size: text.length, command },
      opens: isOpen ? null : { skill },
    },
    content: { message: { conversation, author: 'consumer', agent: null, text } },
  }
}

function surveyed(
  desk: Desk,
  consumer: number,
  asked: ConsumerCommand & { readonly t: 'survey.answer' | 'survey.skip' },
): Deed {
  const { conversation, id } = asked
  const command = { by: `consumer/${consumer}`, id }
  const survey = desk.surveys.get(conversation)
  if (survey?.consumer !== consumer) throw new Refused('CONFLICT', 'the survey is over')
  if (asked.t === 'survey.skip')
    return { record: { type: 'survey.skipped', conversation, command } }
  const { question, text, value = 0 } = asked
  if (!(question in survey.questions))
    throw new Refused('INVALID', `there are ${survey.questions.length} questions`)
  const bounds = scores[survey.questions[question]]
  if (bounds && !(value >= bounds[0] && value <= bounds[1]))
    throw new Refused('INVALID', `value ${value} is not in ${bounds[0]}..${bounds[1]}`)
  if (!bounds && text === undefined) throw new Refused('INVALID', 'the answer has no text')
  const said = { type: 'survey.answered', conversation, question, answer: Answer.valid } as const
  return {
    record: { ...said, value: bounds ? value : 0, command },
    ...(text !== undefined && {
      content: { message: { conversation, author: 'consumer', agent: null, text } },
    }),
  }
}

/** Without a word of the consumer's: the account's default, else the first, or none. */
function defaultSkill({ defaultSkillId, skills }: AccountConfig): number {
  const stated = skills.findIndex(({ id }) => id === defaultSkillId)
  if (stated >= 0) return stated
  return skills.length > 0 ? 0 : NO_SKILL
}
