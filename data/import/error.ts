/** An error of a file at a line: `file:line: message`; line 0 is the file as a whole. */
export class ImportError extends Error {
  constructor(file: string, line: number, message: string) {
    super(line > 0 ? `${file}:${line}: ${message}` : `${file}: ${message}`)
    this.name = 'ImportError'
  }
}

const causes: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'is a folder, not a file',
  EACCES: 'may not be read by you',
}

/** Why a file could not be read, in words. */
export function unread(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return causes[code ?? ''] ?? `cannot be read: ${message}`
}
