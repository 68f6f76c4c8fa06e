// Reads the fields of parsed JSON by a table: strict on those that are listed, blind to all others.
import { wrongShape } from './errors.js'

export type Fields = Readonly<Record<string, unknown>>

/** The value, or undefined when it has another shape. */
export type Read<T> = (value: unknown) => T | undefined

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const text: Read<string> = (value) => (typeof value === 'string' ? value : undefined)

export const flag: Read<boolean> = (value) => (typeof value === 'boolean' ? value : undefined)

export const seconds: Read<number> = (value) =>
  typeof value === 'number' && value >= 0 ? value : undefined

/** ISO 8601 to ms since 1970. CAS writes nanoseconds; browsers read them. */
export const instant: Read<number> = (value) => Date.parse(text(value) ?? '') || undefined

export const texts: Read<string[]> = (value) =>
  Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined

export const textLists: Read<Record<string, string[]>> = (value) =>
  isFields(value) && Object.values(value).every(texts)
    ? (value as Record<string, string[]>)
    : undefined

/**
 * The listed fields; an absent (or null) one stays absent.
 * @throws SsoError `wrong-shape` with the name of the field
 */
export function readFields<T>(
  json: unknown,
  readers: { [K in keyof T]-?: Read<T[K]> },
): Partial<T> {
  if (!isFields(json)) throw wrongShape('body')
  const found: Partial<T> = {}
  for (const name in readers) {
    const value = json[name] ?? undefined
    if (value === undefined) continue
    found[name] = readers[name](value)
    if (found[name] === undefined) throw wrongShape(name)
  }
  return found
}
