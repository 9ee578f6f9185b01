import { during, online, withRoom } from './facts.ts'
import { level } from './metric.ts'

export const availableSlots = level({
  id: 'availableSlots',
  label: 'Free slots',
  unit: 'conversations',
  sentence:
    'Conversations of a slot each that capacity would still accept of online agents at the end of the range; by skill, one counts under each skill of its agent.',
  ...during(online),
  ...withRoom,
  interval: 'now',
  over: 'room',
  everySkill: true,
})
