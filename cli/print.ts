import { InvalidArgumentError } from 'commander'

/** What was asked is not what can be asked: exit code 2. */
export class UsageError extends Error {
  readonly exitCode = 2
}

/** Words to whoever asked. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** A whole number from 0, as an option. @throws InvalidArgumentError */
export function whole(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('it must be a whole number from 0')
  return Number(text)
}

/** A whole number from 1, as an option. @throws InvalidArgumentError */
export function count(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text))
    throw new InvalidArgumentError('it must be a whole number from 1')
  return Number(text)
}

/** A port, as an option; 0 takes any that is free. @throws InvalidArgumentError */
export function port(text: string): number {
  const number = Number(text)
  if (!/^\d{1,5}$/.test(text) || number > 65_535)
    throw new InvalidArgumentError('it must be a whole number in 0..65535')
  return number
}

/** A share as an option: `2%` or 0.02. @throws InvalidArgumentError */
export function share(text: string): number {
  const [, digits, percent] = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(text) ?? []
  const value = Number(digits) / (percent ? 100 : 1)
  if (value > 0 && value < 1) return value
  throw new InvalidArgumentError('it must be a share between 0 and 1, such as 2% or 0.02')
}

/** A number above 0, as an option. @throws InvalidArgumentError */
export function above0(text: string): number {
  const value = Number(text)
  if (/^\d+(\.\d+)?$/.test(text) && value > 0) return value
  throw new InvalidArgumentError('it must be a number above 0')
}
