import { during, flag } from './facts.ts'
import { ratio } from './metric.ts'

export const onlineRate = ratio({
  id: 'onlineRate',
  label: 'Online share',
  unit: 'share',
  sentence: 'Time online of the time logged in.',
  ...during("<> 'offline'"),
  over: flag("t.presence = 'online'"),
  without: 'time logged in',
})
