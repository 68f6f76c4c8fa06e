// Why an administrator is not let in, and what the deployer of CAS must open. Pure.
import type { Failure } from 'sso-pulse'
import type { MessageKey, Say } from '../shared/say.js'
import { reasonOf } from '../shared/words/reasons.js'

/** A true sentence for what came instead of a list. */
export function whyNoList(
  { kind, httpStatus }: Failure,
  hasCredentials: boolean,
  say: Say,
): string {
  const key = keyOf(kind, httpStatus, hasCredentials)
  if (!key) return reasonOf(kind, say, httpStatus)
  const sentence = say(key)
  return httpStatus ? say('with_status', sentence, `${httpStatus}`) : sentence
}

function keyOf(
  kind: Failure['kind'],
  httpStatus: number | undefined,
  hasCredentials: boolean,
): MessageKey | undefined {
  switch (kind) {
    case 'refused':
      if (httpStatus !== 401) return 'admin_denied'
      return hasCredentials ? 'admin_wrong' : 'admin_unauthorized'
    case 'missing':
      return 'admin_missing'
    case 'login-page':
      return 'admin_login'
    case 'not-json':
    case 'wrong-shape':
      return 'admin_not_json'
    case 'too-large':
      return 'admin_too_large'
    default:
      return undefined
  }
}
