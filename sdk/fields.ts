// Reads the fields of parsed JSON by a table: strict on those that are listed, blind to all others.
import { wrongShape } from './errors.js'

export type Fields = Readonly<Record<string, unknown>>

/** The value, or undefined when it has another shape. */
export type Read<T> = (value: unknown) => T | undefined

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const typed =
  <T>(type: string): Read<T> =>
  (value) =>
    typeof value === type ? (value as T) : undefined

export const text: Read<string> = typed('string')
export const flag: Read<boolean> = typed('boolean')
export const seconds: Read<number> = typed('number')

/** ISO 8601 to ms since 1970. CAS writes nanoseconds; browsers read them. */
export const instant: Read<number> = (value) => Date.parse(text(value) ?? '') || undefined

/**
 * The listed fields; an absent (or null) one stays absent, and what is no object has none.
 * @throws SsoError `wrong-shape` with the name of the field
 */
export function readFields<T>(
  json: unknown,
  readers: { [K in keyof T]-?: Read<T[K]> },
): Partial<T> {
  const fields: Fields = Object(json)
  const found: Partial<T> = {}
  for (const name in readers) {
    if (fields[name] == null) continue
    found[name] = readers[name](fields[name])
    if (found[name] === undefined) throw wrongShape(name)
  }
  return found
}
