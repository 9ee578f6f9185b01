import picocolors from 'picocolors'

const { FORCE_COLOR, NO_COLOR, TERM } = process.env

/**
 * For a terminal alone, as https://no-color.org and FORCE_COLOR have it: what is piped into a file or a
 * log stays plain, also where a variable says that a build server is at work.
 */
function coloursOf({ isTTY }: { readonly isTTY?: boolean }) {
  const wanted = FORCE_COLOR ? FORCE_COLOR !== '0' : isTTY === true && TERM !== 'dumb'
  return picocolors.createColors(!NO_COLOR && wanted)
}

/** For what is printed to standard output. */
export const colours = coloursOf(process.stdout)
/** For what is said on standard error. */
export const colourOfErrors = coloursOf(process.stderr)
