import { basename } from 'node:path'

/** What a run that comes from a YAML file is called: the file's name without its ending. */
export const idOf = (file: string): string => basename(file).replace(/\.ya?ml$/, '')
