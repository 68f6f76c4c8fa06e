// Takes out of a timeline what is about persons, before it is handed on: names by pseudonyms, or all of it. Pure.
import type { Details, Report } from './report.js'
import type { Redaction, Timeline } from './timeline-file.js'
import type { Known, LookRow, TimelineRow } from './timeline-rows.js'

const strengths: readonly Redaction[] = ['nothing', 'pseudonyms', 'removed']

/** How many different ones a timeline holds. */
export interface Personal {
  readonly users: number
  readonly servers: number
  readonly sessions: number
  readonly services: number
  /** Values of attributes. */
  readonly attributes: number
  /** Marks: what somebody wrote may name anybody. */
  readonly marks: number
}

/** What takes the place of each personal value. */
interface Mask {
  user(name: string): string
  server(address: string): string
  session(id: string): string
  service(address: string): string
  details(details: Details): Details
  mark(text: string): string
}

/** What was redacted before stays so. */
export function redact(timeline: Timeline, redaction: Redaction): Timeline {
  if (redaction === 'nothing') return timeline
  const mask = redaction === 'removed' ? removing() : renaming(timeline.rows)
  const strength = Math.max(strengths.indexOf(redaction), strengths.indexOf(timeline.redaction))
  return {
    ...timeline,
    redaction: strengths[strength] ?? redaction,
    rows: timeline.rows.map((row) => masked(row, mask)),
  }
}

export function personalIn({ rows }: Timeline): Personal {
  const found = {
    users: new Set<string>(),
    servers: new Set<string>(),
    sessions: new Set<string>(),
    services: new Set<string>(),
    attributes: new Set<string>(),
    marks: new Set<string>(),
  }
  const seeing = (set: Set<string>) => (value: string) => {
    set.add(value)
    return value
  }
  const mask: Mask = {
    user: seeing(found.users),
    server: seeing(found.servers),
    session: seeing(found.sessions),
    service: seeing(found.services),
    mark: seeing(found.marks),
    details(details) {
      for (const value of Object.values(details.attributes ?? {}).flat())
        found.attributes.add(value)
      for (const service of details.services ?? []) found.services.add(service)
      return details
    },
  }
  for (const row of rows) masked(row, mask)
  const sizes = Object.entries(found).map(([name, { size }]) => [name, size])
  return Object.fromEntries(sizes) as Personal
}

function masked(row: TimelineRow, mask: Mask): TimelineRow {
  switch (row.kind) {
    case 'mark':
      return { ...row, text: mask.mark(row.text) }
    case 'notification':
      return { ...row, server: mask.server(row.server) }
    case 'sign-out': {
      const { services, ...rest } = { ...row, server: mask.server(row.server) }
      const left = services && mask.details({ services }).services
      return { ...rest, ...(left && { services: left }) }
    }
    case 'look':
      return {
        ...row,
        server: mask.server(row.server),
        outcome: maskedOutcome(row.outcome, mask),
        before: maskedKnown(row.before, mask),
        after: maskedKnown(row.after, mask),
      }
  }
}

function maskedKnown(known: Known, mask: Mask): Known {
  return known.user === undefined ? known : { ...known, user: mask.user(known.user) }
}

function maskedOutcome(outcome: LookRow['outcome'], mask: Mask): LookRow['outcome'] {
  if ('kind' in outcome || !outcome.signedIn) return outcome
  const { principal, session, details } = outcome
  return {
    ...outcome,
    principal: mask.user(principal),
    ...(session !== undefined && { session: mask.session(session) }),
    ...(details && { details: mask.details(details) }),
  } satisfies Report
}

/** `user 1`, `user 2` … in the order in which they are met. */
function numbering(word: string): {
  (value: string): string
  readonly known: ReadonlyMap<string, string>
} {
  const known = new Map<string, string>()
  const nameOf = (value: string) => {
    const name = known.get(value) ?? `${word} ${known.size + 1}`
    known.set(value, name)
    return name
  }
  return Object.assign(nameOf, { known })
}

function removing(): Mask {
  let marks = 0
  return {
    user: () => 'somebody',
    server: numbering('server'),
    session: numbering('session'),
    service: () => '',
    details: ({ services: _, attributes: __, ...rest }) => rest,
    mark() {
      marks += 1
      return `mark ${marks}`
    },
  }
}

function renaming(rows: readonly TimelineRow[]): Mask {
  const user = numbering('user')
  const server = numbering('server')
  const session = numbering('session')
  const service = numbering('service')
  const value = numbering('value')
  const mask: Mask = {
    user,
    server,
    session,
    service,
    mark: (text) => text,
    details: ({ services, attributes, ...rest }) => ({
      ...rest,
      ...(services && { services: services.map(service) }),
      ...(attributes && {
        attributes: Object.fromEntries(
          Object.entries(attributes).map(([name, values]) => [name, values.map(value)]),
        ),
      }),
    }),
  }
  // A mark may name somebody whom only a later row shows.
  for (const row of rows) masked(row, mask)
  const names = [user, server, session, service, value].flatMap(({ known }) => [...known])
  const hosts = [...server.known].flatMap(([url, name]) =>
    URL.canParse(url) ? [[new URL(url).host, name] as const] : [],
  )
  const replaced = [...names, ...hosts].sort(([one], [other]) => other.length - one.length)
  return { ...mask, mark: (text) => withoutNames(text, replaced) }
}

/** Whole words only: whoever is called `a` is not in every word. */
function withoutNames(
  text: string,
  names: readonly (readonly [name: string, pseudonym: string])[],
): string {
  if (names.length === 0) return text
  const pseudonyms = new Map(names.map(([name, pseudonym]) => [name.toLowerCase(), pseudonym]))
  const any = names.map(([name]) => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|')
  const word = new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, 'giu')
  return text.replace(word, (found) => pseudonyms.get(found.toLowerCase()) ?? '')
}
