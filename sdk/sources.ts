// Status sources for servers without the full form: a bare `isloggedin` as in the CAS blog, and stock `actuator/sso`.
import { SsoError, wrongShape } from './errors.js'
import { type Fields, instant, isFields, readFields, text, texts } from './fields.js'
import type { HttpAnswer } from './http.js'
import type { Report, SignedInReport } from './report.js'
import { acceptBothForms, jsonOf, type StatusSource } from './source.js'

export type { Ask, StatusSource } from './source.js'
export { isLoggedIn } from './source.js'

/**
 * The numbers of the server's ticket expiration policy, configured by a person; deadlines computed from them are
 * estimates of origin `policy`. Leave out a limit that the server doesn't have.
 */
export interface PolicyNumbers {
  /** `cas.ticket.tgt.primary.max-time-to-live-in-seconds` */
  readonly maxTimeToLiveSeconds?: number
  /** `cas.ticket.tgt.primary.time-to-kill-in-seconds` */
  readonly timeToKillSeconds?: number
}

export interface PlainOptions extends PolicyNumbers {
  /** Relative to the CAS prefix; default `isloggedin`. */
  readonly path?: string
  /** The field that holds the principal; default: the first of `principal`, `id`, `user`, `username`, `uid`. */
  readonly userField?: string
  /** The field that holds the authentication date (ISO 8601), from which the time limit is computed. */
  readonly authenticatedAtField?: string
  /**
   * The TGC's value for an endpoint that wants it as `?tgc=`. It puts a bearer secret into URLs and access logs: only
   * where the deployer asks for it. A page can't read an HttpOnly cookie.
   */
  readonly tgc?: () => Promise<string | undefined>
}

const userFields = ['principal', 'id', 'user', 'username', 'uid']

/**
 * A bare endpoint: `{}` when nobody is signed in (or when the endpoint's own code failed: it can't tell), else one flat
 * map of the principal and attributes, each a text or a list of texts.
 */
export function plainIsLoggedIn(options: PlainOptions = {}): StatusSource {
  const { path = 'isloggedin', userField, authenticatedAtField = 'authenticationDate' } = options
  return {
    name: 'isloggedin (plain)',
    async look(ask) {
      const tgc = await options.tgc?.()
      if (options.tgc && !tgc) return { signedIn: false, reason: 'no-cookie' }
      const query = tgc ? `?tgc=${encodeURIComponent(tgc)}` : ''
      const answer = await ask(path + query, { headers: { accept: acceptBothForms } })
      if (answer.status === 400) throw new SsoError('missing', { httpStatus: 400 })
      const json = jsonOf(answer)
      if (!isFields(json)) throw wrongShape('body')
      if (!Object.keys(json).length) return withNow(answer, { signedIn: false, reason: 'unknown' })
      const field = userField ?? userFields.find((name) => firstText(json[name]))
      const principal = field && firstText(json[field])
      if (!principal) throw wrongShape(field ?? 'principal')
      const createdAt = instant(firstText(json[authenticatedAtField]))
      return withNow(answer, {
        signedIn: true,
        principal,
        ...(createdAt && { authenticatedAt: createdAt }),
        ...attributesOf(json),
        ...limits(options, createdAt, undefined),
      })
    },
  }
}

function firstText(value: unknown): string | undefined {
  return text(value) ?? texts(value)?.[0]
}

function attributesOf(json: Fields): Pick<SignedInReport, 'attributes'> {
  const attributes: Record<string, readonly string[]> = {}
  for (const [name, value] of Object.entries(json)) {
    const values = texts(value)
    if (values) attributes[name] = values
  }
  return Object.keys(attributes).length ? { attributes } : {}
}

/** Stock CAS: `GET {cas}/actuator/sso` (class `SingleSignOnSessionStatusEndpoint`), which tells no limits. */
export function actuatorSso(numbers: PolicyNumbers = {}): StatusSource {
  return {
    name: 'actuator/sso',
    async look(ask) {
      const answer = await ask('actuator/sso', { headers: { accept: 'application/json' } })
      // CAS answers "no session" with 400 and nothing else; a 400 with a body is somebody else's.
      if (answer.status === 400) {
        if (answer.body) throw new SsoError('missing', { httpStatus: 400 })
        return withNow(answer, { signedIn: false, reason: 'unknown' })
      }
      const found = readFields<ActuatorFields>(jsonOf(answer), {
        principal: text,
        authenticationDate: instant,
        ticketGrantingTicketCreationTime: instant,
        ticketGrantingTicketLastTimeUsed: instant,
      })
      const { principal, authenticationDate, ticketGrantingTicketCreationTime: createdAt } = found
      if (!principal) throw wrongShape('principal')
      return withNow(answer, {
        signedIn: true,
        principal,
        ...(authenticationDate && { authenticatedAt: authenticationDate }),
        // The creation time tells sessions apart as well as an id would, to the nanosecond.
        ...(createdAt && { session: String(createdAt) }),
        ...limits(numbers, createdAt, found.ticketGrantingTicketLastTimeUsed),
      })
    },
  }
}

interface ActuatorFields {
  principal: string
  authenticationDate: number
  ticketGrantingTicketCreationTime: number
  ticketGrantingTicketLastTimeUsed: number
}

/** What the caller's own function finds out: its instants are the server's, and need the server's `now`. */
export function ownSource(name: string, look: () => Promise<Report>): StatusSource {
  return { name, look }
}

type Limits = Pick<
  SignedInReport,
  'timeLimitAt' | 'idleLimitAt' | 'origin' | 'maxTimeToLiveSeconds' | 'timeToKillSeconds'
>

function limits(
  { maxTimeToLiveSeconds, timeToKillSeconds }: PolicyNumbers,
  createdAt: number | undefined,
  lastUsedAt: number | undefined,
): Limits {
  return {
    origin: 'policy',
    ...(maxTimeToLiveSeconds && {
      maxTimeToLiveSeconds,
      ...(createdAt && { timeLimitAt: createdAt + maxTimeToLiveSeconds * 1000 }),
    }),
    ...(timeToKillSeconds && {
      timeToKillSeconds,
      ...(lastUsedAt && { idleLimitAt: lastUsedAt + timeToKillSeconds * 1000 }),
    }),
  }
}

/** The server's clock from the `Date` header, where it may be read. It has whole seconds: half of one later is the best guess. */
function withNow(answer: HttpAnswer, report: Report): Report {
  const date = Date.parse(answer.headers.get('date') ?? '')
  return date ? { ...report, now: date + 500 } : report
}
