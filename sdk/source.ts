// Where an answer comes from. Here: the full form of `GET {cas}/isloggedin`; other sources are in sources.ts.
import { SsoError, wrongShape } from './errors.js'
import { flag, instant, type Read, readFields, seconds, text, textLists, texts } from './fields.js'
import type { HttpAnswer } from './http.js'
import type { Report, SignedInReport, SignedOutCause } from './report.js'

/** Asks the CAS server: `path` is relative to its prefix, e.g. `isloggedin`. */
export type Ask = (path: string, init?: RequestInit) => Promise<HttpAnswer>

export interface StatusSource {
  /** Shown to people and in timelines, e.g. `isloggedin`. */
  readonly name: string
  /** Rejects with an `SsoError`; any other rejection counts as `unreachable`. */
  readonly look: (ask: Ask) => Promise<Report>
  /** Counts as activity; only the CAS module of this project can do it. */
  readonly touch?: (ask: Ask) => Promise<Report>
}

export const fullForm = 'application/vnd.sso-pulse.v1+json'

/** Safelisted by CORS as it stands: no quotation mark, under 128 bytes, so no preflight. */
export const acceptBothForms: string = `${fullForm}, application/json;q=0.9`

/** The contract's own endpoint. @param path relative to the CAS prefix; default `isloggedin` */
export function isLoggedIn(path = 'isloggedin'): StatusSource {
  const exchange = async (ask: Ask, method: string, headers?: Record<string, string>) => {
    const answer = await ask(path, { method, headers: { accept: acceptBothForms, ...headers } })
    const json = jsonOf(answer)
    if (mediaTypeOf(answer) !== fullForm) throw wrongShape('Content-Type')
    return parseFullForm(json)
  }
  return {
    name: 'isloggedin',
    look: (ask) => exchange(ask, 'GET'),
    // A plain cross-site form can't send an own header, so it can't touch the session.
    touch: (ask) => exchange(ask, 'POST', { 'x-sso-pulse': 'touch' }),
  }
}

/** Lower case, without parameters. */
export function mediaTypeOf({ headers }: HttpAnswer): string {
  return (headers.get('content-type') ?? '').toLowerCase().replace(/ *;.*/, '')
}

/** @throws SsoError `not-json` */
export function jsonOf(answer: HttpAnswer): unknown {
  try {
    if (mediaTypeOf(answer).endsWith('json')) return JSON.parse(answer.body)
  } catch {}
  throw new SsoError('not-json', { httpStatus: answer.status })
}

const reason: Read<SignedOutCause> = (value) =>
  /^(no-cookie|unreadable|ended|sso-disabled)$/.test(String(value))
    ? (value as SignedOutCause)
    : 'unknown'

/** @throws SsoError `wrong-shape` with the name of the field */
export function parseFullForm(json: unknown): Report {
  const told = readFields<
    Omit<SignedInReport, 'signedIn' | 'origin'> & { signedIn: boolean; reason: SignedOutCause }
  >(json, {
    signedIn: flag,
    reason,
    principal: text,
    session: text,
    timeLimitAt: instant,
    idleLimitAt: instant,
    authenticatedAt: instant,
    maxTimeToLiveSeconds: seconds,
    timeToKillSeconds: seconds,
    rememberMe: flag,
    attributes: textLists,
    services: texts,
    now: instant,
    pollAfterSeconds: seconds,
  })
  if (told.signedIn === undefined) throw wrongShape('signedIn')
  if (told.signedIn && !told.principal) throw wrongShape('principal')
  return { reason: 'unknown', ...told } as Report
}
