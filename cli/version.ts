import packageFile from '../package.json' with { type: 'json' }

/** The version of the code, as runs record it. */
export const { version } = packageFile
