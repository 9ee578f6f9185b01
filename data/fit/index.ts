/** Fits of recorded events, in reading order. */
export { fit, fitTime } from './fit.ts'
