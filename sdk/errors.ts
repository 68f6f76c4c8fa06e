// What can go wrong when CAS is asked, as kinds. The sentences for people are in advice.ts.

/**
 * Why a look gave no answer. None of them means "signed out".
 *
 * - `offline`, `unreachable`, `timed-out`: nobody answered.
 * - `cors-blocked`: the server answered, the browser withheld the answer (CORS, or a missing host permission).
 * - `refused` (401, 403, 409), `missing` (404 and other 4xx), `limited` (429), `server-error` (5xx): by HTTP status.
 * - `login-page`: the answer was a redirect, as a protected or wrong address gives.
 * - `not-json`, `wrong-shape`, `too-large`: a body that is no answer.
 * - `cookie-withheld`: CAS got no cookie, and nothing proves that there is none.
 */
export type TroubleKind =
  | 'offline'
  | 'unreachable'
  | 'timed-out'
  | 'cors-blocked'
  | 'refused'
  | 'missing'
  | 'limited'
  | 'server-error'
  | 'login-page'
  | 'not-json'
  | 'wrong-shape'
  | 'too-large'
  | 'cookie-withheld'

/** What was seen beside the kind. Never holds a body, a cookie or a ticket. */
export interface Evidence {
  readonly httpStatus?: number
  /** For `wrong-shape`: the field, e.g. `timeLimitAt`. */
  readonly field?: string
  /** The server's wish: no automatic look sooner than this. */
  readonly pollAfterSeconds?: number | undefined
}

/** A look without an answer, as plain data. */
export interface Failure extends Evidence {
  readonly kind: TroubleKind
}

/** The one error that calls reject with; wrong arguments are a `TypeError` with one sentence. */
export class SsoError extends Error {
  override readonly name = 'SsoError'

  constructor(
    readonly kind: TroubleKind,
    readonly evidence: Evidence = {},
  ) {
    super(kind)
  }
}

/** Names the field, never its value: an answer can hold a secret. */
export function wrongShape(field: string): SsoError {
  return new SsoError('wrong-shape', { field })
}

/** What any rejection of a source means. */
export function failureOf(error: unknown): Failure {
  return error instanceof SsoError
    ? { kind: error.kind, ...error.evidence }
    : { kind: 'unreachable' }
}
