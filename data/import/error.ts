/** An error of a file at a line: `file:line: message`; line 0 is the file as a whole. */
export class ImportError extends Error {
  constructor(file: string, line: number, message: string) {
    super(line > 0 ? `${file}:${line}: ${message}` : `${file}: ${message}`)
    this.name = 'ImportError'
  }
}
