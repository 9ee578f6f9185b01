/** Fits of recorded events, in reading order. */
export { fit, fitTime } from './fit.ts'
export { fitBehaviour } from './behaviour.ts'
export { fromMessages, fromRun, type RecordedLog } from './log.ts'
export { kaplanMeier, type Seen, timeAt } from './survival.ts'
export { fitSilent, type Waited } from './silent.ts'
export { families } from './families.ts'
export { digamma, trigamma } from './gamma.ts'
