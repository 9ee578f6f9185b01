/** The configuration, in reading order: as written, as checked, its defaults, its checks. */
export * from './account.ts'
export * from './order.ts'
export * from './automatic.ts'
export * from './survey.ts'
export * from './config.ts'
export { configure } from './configure.ts'
export { warnings } from './warnings.ts'
export { inherited, settings } from './defaults.ts'
