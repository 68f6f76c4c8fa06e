// Status sources for what most watchers don't need: details, a bare `isloggedin` as in the CAS blog, stock `actuator/sso`.
import { SsoError, wrongShape } from './errors.js'
import {
  type Fields,
  flag,
  instant,
  isFields,
  type Read,
  readFields,
  seconds,
  text,
} from './fields.js'
import { type HttpAnswer, jsonOf } from './http.js'
import type { Details, Report, SignedInReport } from './report.js'
import { type Ask, defaultPath, isLoggedIn, parseFullForm, type StatusSource } from './source.js'

export type { Details } from './report.js'
export { type Ask, isLoggedIn, type StatusSource } from './source.js'

const texts: Read<string[]> = (value) =>
  Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined

const textLists: Read<Record<string, string[]>> = (value) =>
  isFields(value) && Object.values(value).every(texts)
    ? (value as Record<string, string[]>)
    : undefined

/**
 * As `isLoggedIn`, with `state.details`: policy numbers, remember-me, attributes and services, as far as CAS tells them.
 * @param path relative to the CAS prefix; default `isloggedin`
 */
export function isLoggedInWithDetails(path: string = defaultPath): StatusSource {
  const parse = (json: unknown): Report => {
    const report = parseFullForm(json)
    if (!report.signedIn) return report
    const details: Details = readFields<Required<Details>>(json, {
      authenticatedAt: instant,
      maxTimeToLiveSeconds: seconds,
      timeToKillSeconds: seconds,
      rememberMe: flag,
      attributes: textLists,
      services: texts,
    })
    return { ...report, details }
  }
  return isLoggedIn(path, parse, `${path} (details)`)
}

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

/** By its own media type the module would give its full form. */
const asJson = { accept: 'application/json' }

const userFields = ['principal', 'id', 'user', 'username', 'uid']

/**
 * A bare endpoint: `{}` when nobody is signed in (or when the endpoint's own code failed: it can't tell), else one flat
 * map of the principal and attributes, each a text or a list of texts.
 */
export function plainIsLoggedIn(options: PlainOptions = {}): StatusSource {
  const { path = 'isloggedin', userField, authenticatedAtField = 'authenticationDate' } = options
  return ownSource('isloggedin (plain)', async (ask) => {
    const tgc = await options.tgc?.()
    if (options.tgc && !tgc) return { signedIn: false, reason: 'no-cookie' }
    const query = tgc ? `?tgc=${encodeURIComponent(tgc)}` : ''
    const answer = await ask(path + query, { headers: asJson })
    const json = jsonOf(answer)
    if (!isFields(json)) throw wrongShape('body')
    if (!Object.keys(json).length) return withNow(answer, { signedIn: false })
    const field = userField ?? userFields.find((name) => firstText(json[name]))
    const principal = field && firstText(json[field])
    if (!principal) throw wrongShape(field ?? 'principal')
    const authenticatedAt = instant(firstText(json[authenticatedAtField]))
    return withNow(answer, {
      signedIn: true,
      principal,
      ...limits(options, authenticatedAt, undefined),
      details: {
        ...policyNumbers(options),
        ...(authenticatedAt && { authenticatedAt }),
        attributes: attributesOf(json),
      },
    })
  })
}

function firstText(value: unknown): string | undefined {
  return text(value) ?? texts(value)?.[0]
}

function attributesOf(json: Fields): Record<string, readonly string[]> {
  const attributes: Record<string, readonly string[]> = {}
  for (const [name, value] of Object.entries(json)) {
    const values = texts(value)
    if (values) attributes[name] = values
  }
  return attributes
}

/** Stock CAS: `GET {cas}/actuator/sso` (class `SingleSignOnSessionStatusEndpoint`), which tells no limits. */
export function actuatorSso(numbers: PolicyNumbers = {}): StatusSource {
  return ownSource('actuator/sso', async (ask) => {
    const answer = await ask('actuator/sso', { headers: asJson })
    // CAS answers "no session" with 400 and nothing else; a 400 with a body is somebody else's.
    if (answer.status === 400 && !answer.body) return withNow(answer, { signedIn: false })
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
      // The creation time tells sessions apart as well as an id would.
      ...(createdAt && { session: String(createdAt) }),
      ...limits(numbers, createdAt, found.ticketGrantingTicketLastTimeUsed),
      details: {
        ...policyNumbers(numbers),
        ...(authenticationDate && { authenticatedAt: authenticationDate }),
      },
    })
  })
}

interface ActuatorFields {
  principal: string
  authenticationDate: number
  ticketGrantingTicketCreationTime: number
  ticketGrantingTicketLastTimeUsed: number
}

/**
 * What the caller's own function finds out: its instants are the server's, and need the server's `now`. Only the CAS
 * module of this project can be touched, so `touch` rejects as `missing`.
 */
export function ownSource(name: string, look: (ask: Ask) => Promise<Report>): StatusSource {
  return {
    name,
    look: async (ask) => checked(await look(ask)),
    touch: () => Promise.reject(new SsoError('missing')),
  }
}

/** Types don't hold back what a function really returns. @throws SsoError `wrong-shape` */
function checked(report: Report): Report {
  const { signedIn, principal } = readFields<Essentials>(report, {
    signedIn: flag,
    principal: text,
    now: seconds,
    timeLimitAt: seconds,
    idleLimitAt: seconds,
    pollAfterSeconds: seconds,
  })
  if (signedIn === undefined) throw wrongShape('signedIn')
  if (signedIn && !principal) throw wrongShape('principal')
  return report
}

/** What a state is made from. */
interface Essentials {
  signedIn: boolean
  principal: string
  now: number
  timeLimitAt: number
  idleLimitAt: number
  pollAfterSeconds: number
}

function limits(
  { maxTimeToLiveSeconds, timeToKillSeconds }: PolicyNumbers,
  createdAt: number | undefined,
  lastUsedAt: number | undefined,
): Pick<SignedInReport, 'timeLimitAt' | 'idleLimitAt' | 'origin'> {
  return {
    origin: 'policy',
    ...(createdAt &&
      maxTimeToLiveSeconds && { timeLimitAt: createdAt + maxTimeToLiveSeconds * 1000 }),
    ...(lastUsedAt && timeToKillSeconds && { idleLimitAt: lastUsedAt + timeToKillSeconds * 1000 }),
  }
}

function policyNumbers({ maxTimeToLiveSeconds, timeToKillSeconds }: PolicyNumbers): PolicyNumbers {
  return {
    ...(maxTimeToLiveSeconds && { maxTimeToLiveSeconds }),
    ...(timeToKillSeconds && { timeToKillSeconds }),
  }
}

/** The server's clock from the `Date` header, where it may be read. It has whole seconds: half of one later is the best guess. */
function withNow(answer: HttpAnswer, report: Report): Report {
  const date = Date.parse(answer.headers.get('date') ?? '')
  return date ? { ...report, now: date + 500 } : report
}
