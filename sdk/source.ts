// Where an answer comes from. Here: the full form of `GET {cas}/isloggedin`; other sources are in sources.ts.
import { wrongShape } from './errors.js'
import { flag, instant, readFields, seconds, text } from './fields.js'
import { type HttpAnswer, jsonOf } from './http.js'
import type { Report } from './report.js'

/** Asks the CAS server: `path` is relative to its prefix, e.g. `isloggedin`. */
export type Ask = (path: string, init: RequestInit) => Promise<HttpAnswer>

export interface StatusSource {
  /** Shown to people and in timelines, e.g. `isloggedin`. Tabs share what sources of the same name find out. */
  readonly name: string
  /** Rejects with an `SsoError`; any other rejection counts as `unreachable`. */
  readonly look: (ask: Ask) => Promise<Report>
  /** Counts as activity; only the CAS module of this project can do it. */
  readonly touch: (ask: Ask) => Promise<Report>
}

export const fullForm = 'application/vnd.sso-pulse.v1+json'

/** Safelisted by CORS as it stands: no quotation mark, under 128 bytes, so no preflight. */
const accept = `${fullForm}, application/json;q=0.9`

/** One request, whose answer is of the full form. */
function exchange(
  path: string,
  parse: (json: unknown) => Report,
  init: RequestInit,
): StatusSource['look'] {
  return async (ask) => {
    const answer = await ask(path, init)
    const json = jsonOf(answer)
    if (!answer.type.startsWith(fullForm)) throw wrongShape('Content-Type')
    return parse(json)
  }
}

export const defaultPath = 'isloggedin'

/** The contract's own endpoint for one who only looks. */
export const fullFormLook: StatusSource['look'] = exchange(defaultPath, parseFullForm, {
  headers: { accept },
})

/**
 * The contract's own endpoint.
 * @param path relative to the CAS prefix; default `isloggedin`
 * @param parse reads the JSON of the full form
 * @param name default: the path
 */
export function isLoggedIn(
  path: string = defaultPath,
  parse: (json: unknown) => Report = parseFullForm,
  name: string = path,
): StatusSource {
  // A plain cross-site form can't send an own header, so it can't touch the session.
  const touch = { method: 'POST', headers: { accept, 'x-sso-pulse': 'touch' } }
  return {
    name,
    look: exchange(path, parse, { headers: { accept } }),
    touch: exchange(path, parse, touch),
  }
}

/** @throws SsoError `wrong-shape` with the name of the field */
export function parseFullForm(json: unknown): Report {
  const told = readFields(json, {
    signedIn: flag,
    reason: text,
    crossSite: flag,
    principal: text,
    session: text,
    timeLimitAt: instant,
    idleLimitAt: instant,
    throttled: flag,
    now: instant,
    pollAfterSeconds: seconds,
  })
  if (told.signedIn === undefined) throw wrongShape('signedIn')
  if (told.signedIn && !told.principal) throw wrongShape('principal')
  return told as Report
}
