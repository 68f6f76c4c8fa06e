// Reads parsed JSON of a known shape: strict on what is listed, blind to all else. Names the place, never its value.

/** @throws whatever `refuse` throws */
export type Reader<T> = (value: unknown, place: Place) => T

export interface Place {
  /** As in JavaScript: `rows[3].outcome.kind`. */
  readonly path: string
  refuse(path: string): never
}

type Members = Readonly<Record<string, Reader<unknown>>>
type Read<R> = R extends Reader<infer T> ? T : never
type Found<R extends Members, O extends Members> = { readonly [K in keyof R]: Read<R[K]> } & {
  readonly [K in keyof O]?: Read<O[K]>
}

/** No name, address or sentence is longer. */
export const longestText = 4000
/** The furthest instant of a `Date` (ECMA-262, "Time Values and Time Range"). */
const furthestMs = 8.64e15

const inner = (place: Place, name: string | number): Place => {
  const step = typeof name === 'number' ? `[${name}]` : place.path ? `.${name}` : name
  return { ...place, path: place.path + step }
}

function when<T>(holds: (value: unknown) => boolean): Reader<T> {
  return (value, { path, refuse }) => (holds(value) ? (value as T) : refuse(path))
}

const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Math.abs(value) <= furthestMs

export const text: Reader<string> = when(
  (value) => typeof value === 'string' && value.length > 0 && value.length <= longestText,
)
export const flag: Reader<boolean> = when((value) => typeof value === 'boolean')
export const number: Reader<number> = when(isNumber)
export const count: Reader<number> = when(
  (value) => Number.isSafeInteger(value) && Number(value) >= 0,
)

/** @param words its keys are all that is allowed */
export function oneOf<T extends string>(words: Readonly<Record<T, true>>): Reader<T> {
  return when((value) => typeof value === 'string' && Object.hasOwn(words, value))
}

export function just<T extends string | number | boolean>(only: T): Reader<T> {
  return when((value) => value === only)
}

export function listOf<T>(read: Reader<T>): Reader<readonly T[]> {
  return (value, place) =>
    Array.isArray(value)
      ? value.map((each, index) => read(each, inner(place, index)))
      : place.refuse(place.path)
}

/** Under any names. */
export function tableOf<T>(read: Reader<T>): Reader<Readonly<Record<string, T>>> {
  return (value, place) =>
    // The name may be personal.
    Object.fromEntries(
      Object.entries(fieldsOf(value, place)).map(([name, each]) => [name, read(each, place)]),
    )
}

export function object<R extends Members, O extends Members>(
  required: R,
  optional: O,
): Reader<Found<R, O>> {
  return (value, place) => {
    const fields = fieldsOf(value, place)
    const found: Record<string, unknown> = {}
    for (const [name, read] of Object.entries({ ...required, ...optional })) {
      const isAbsent = !Object.hasOwn(fields, name)
      if (isAbsent && name in optional) continue
      found[name] = read(fields[name], inner(place, name))
    }
    return found as Found<R, O>
  }
}

/** Which of them it is, one of its members tells. */
export function variants<T>(
  member: string,
  readers: Readonly<Record<string, Reader<T>>>,
): Reader<T> {
  return (value, place) => {
    const kind = `${fieldsOf(value, place)[member]}`
    const read = Object.hasOwn(readers, kind) ? readers[kind] : undefined
    return read ? read(value, place) : place.refuse(inner(place, member).path)
  }
}

function fieldsOf(value: unknown, { path, refuse }: Place): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : refuse(path)
}
