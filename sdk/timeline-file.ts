// A timeline as a file: versioned JSON, as timeline.schema.json describes it; written one row a line, and read strictly.
import type { Failure, TroubleKind } from './errors.js'
import type { LookCause } from './observation.js'
import type { Details, Limit, Report, SignedOutCause } from './report.js'
import type { Deadline, EndReason } from './session.js'
import type { Known, SignOutStep, TimelineRow, Told } from './timeline-rows.js'
import {
  count,
  flag,
  just,
  listOf,
  number,
  object,
  oneOf,
  type Reader,
  tableOf,
  text,
  variants,
} from './timeline-shape.js'

/**
 * What was redacted: `nothing`; `pseudonyms` (`user 1`, `server 1`: the same within a file); or all was `removed` that
 * is personal. Servers and sessions stay apart by number, or their rows could not be told from each other.
 */
export type Redaction = 'nothing' | 'pseudonyms' | 'removed'

export interface Timeline {
  readonly format: 'sso-pulse-timeline'
  readonly version: 1
  /** Program and version, e.g. `sso-pulse 0.1.0`. */
  readonly writtenBy: string
  /** Local instant. */
  readonly writtenAt: number
  readonly redaction: Redaction
  /** Older rows for which there was no room. */
  readonly dropped: number
  /** As they were written down: in the order of time, unless a clock was set. */
  readonly rows: readonly TimelineRow[]
}

/** What can be wrong with a file. */
export type TimelineFault = 'empty' | 'not-json' | 'wrong-shape' | 'newer' | 'too-large'

/** No timeline of a day is larger. */
export const longestTimelineBytes = 32_000_000

const sentences: Readonly<Record<TimelineFault, (field: string) => string>> = {
  empty: () => 'timeline: the file is empty: export it again',
  'not-json': () => 'timeline: the file is not JSON: it was cut off, or is no timeline',
  'wrong-shape': (field) => `timeline: ${field} is not as timeline.schema.json has it`,
  newer: () => 'timeline: the file was made by a newer sso-pulse: update this one',
  'too-large': () =>
    `timeline: the file is larger than ${longestTimelineBytes / 1e6} MB: it is no timeline`,
}

/** The one error of who reads a timeline. It never holds anything of the file but the place of what was wrong. */
export class TimelineError extends Error {
  override readonly name = 'TimelineError'

  constructor(
    readonly kind: TimelineFault,
    /** For `wrong-shape`, e.g. `rows[3].outcome.kind`; empty: the whole. */
    readonly field: string = '',
  ) {
    super(sentences[kind](field || 'the file'))
  }
}

/** To be asked before a file is read into memory. @throws TimelineError `too-large` */
export function checkTimelineSize(bytes: number): void {
  if (bytes > longestTimelineBytes) throw new TimelineError('too-large')
}

export function writeTimeline({ rows, ...head }: Timeline): string {
  const [opening = ''] = JSON.stringify(head, null, 2).split(/\n}$/)
  const lines = rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n')
  return `${opening},\n  "rows": [${lines && `\n${lines}\n  `}]\n}\n`
}

/** @throws TimelineError */
export function readTimeline(file: string): Timeline {
  checkTimelineSize(file.length)
  if (!file.trim()) throw new TimelineError('empty')
  const json = parsed(file)
  const { format, version } = Object(json)
  if (format === 'sso-pulse-timeline' && Number.isInteger(version) && version > 1)
    throw new TimelineError('newer')
  return timeline(json, {
    path: '',
    refuse(path) {
      throw new TimelineError('wrong-shape', path)
    },
  })
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(file)
  } catch {
    throw new TimelineError('not-json')
  }
}

const causes = oneOf<LookCause>({
  start: true,
  stale: true,
  deadline: true,
  retry: true,
  visibilitychange: true,
  resume: true,
  pageshow: true,
  online: true,
  'late-timer': true,
  check: true,
  renew: true,
  logout: true,
  cookie: true,
  visited: true,
  returned: true,
  alarm: true,
  popup: true,
})

const troubles = oneOf<TroubleKind>({
  offline: true,
  unreachable: true,
  'timed-out': true,
  'cors-blocked': true,
  refused: true,
  missing: true,
  limited: true,
  'server-error': true,
  'login-page': true,
  'not-json': true,
  'wrong-shape': true,
  'too-large': true,
  'cookie-withheld': true,
})

const reasons = oneOf<EndReason>({
  never: true,
  'expired-time': true,
  'expired-idle': true,
  'signed-out-here': true,
  'ended-elsewhere': true,
  unknown: true,
})

const limits = oneOf<Limit>({ time: true, idle: true })
const origins = oneOf<Deadline['origin']>({ server: true, policy: true })
const texts = listOf(text)

const failure: Reader<Failure> = object(
  { kind: troubles },
  { httpStatus: count, field: text, pollAfterSeconds: number },
)

const details: Reader<Details> = object(
  {},
  {
    authenticatedAt: number,
    maxTimeToLiveSeconds: number,
    timeToKillSeconds: number,
    rememberMe: flag,
    attributes: tableOf(texts),
    services: texts,
  },
)

const told = { now: number, pollAfterSeconds: number }

const report: Reader<Report> = variants<Report>('signedIn', {
  true: object(
    { signedIn: just(true), principal: text },
    {
      ...told,
      session: text,
      timeLimitAt: number,
      idleLimitAt: number,
      throttled: flag,
      origin: origins,
      details,
    },
  ),
  false: object(
    { signedIn: just(false) },
    // A later server may give reasons that we don't know.
    { ...told, crossSite: flag, reason: text as Reader<SignedOutCause> },
  ),
})

const outcome: Reader<Report | Failure> = (value, place) =>
  'kind' in Object(value) ? failure(value, place) : report(value, place)

const known: Reader<Known> = object(
  { status: oneOf<Known['status']>({ unknown: true, 'signed-in': true, 'signed-out': true }) },
  {
    user: text,
    reason: reasons,
    trouble: troubles,
    deadlines: listOf(object({ limit: limits, at: number, origin: origins }, {})),
  },
)

const ofServer = { at: number, server: text }

const row: Reader<TimelineRow> = variants<TimelineRow>('kind', {
  look: object(
    {
      kind: just('look'),
      ...ofServer,
      source: text,
      cause: causes,
      askedAt: number,
      outcome,
      before: known,
      after: known,
    },
    { signingOut: just(true), skewMs: number },
  ),
  notification: object(
    {
      kind: just('notification'),
      ...ofServer,
      limit: limits,
      remainingMs: number,
      told: oneOf<Told>({ shown: true, off: true, snoozed: true, uncertain: true }),
    },
    {},
  ),
  'sign-out': object(
    {
      kind: just('sign-out'),
      ...ofServer,
      step: oneOf<SignOutStep>({
        asked: true,
        sent: true,
        proved: true,
        'not-proved': true,
        'page-opened': true,
      }),
    },
    { services: texts },
  ),
  mark: object({ kind: just('mark'), at: number, text }, {}),
})

const timeline: Reader<Timeline> = object(
  {
    format: just('sso-pulse-timeline'),
    version: just(1),
    writtenBy: text,
    writtenAt: number,
    redaction: oneOf<Redaction>({ nothing: true, pseudonyms: true, removed: true }),
    dropped: count,
    rows: listOf(row),
  },
  {},
)
