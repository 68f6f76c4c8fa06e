// Every kind of trouble; the compiler says when one is missing.
import type { TroubleKind } from 'sso-pulse'

const all: { readonly [K in TroubleKind]: true } = {
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
}

export const troubleKinds = Object.keys(all) as TroubleKind[]
