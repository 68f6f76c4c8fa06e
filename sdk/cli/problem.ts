// What can keep a command from its end, as kinds. Each message is one sentence: what was wrong, where, what to do.
import { advice } from '../advice.js'
import { type Failure, SsoError, type TroubleKind } from '../errors.js'
import type { Ending } from './exit-codes.js'

/**
 * - `usage`: the arguments. `file`: one that can't be read, written or trusted. `credentials`: none, or no way to ask.
 * - `signed-in-already`: a sign-in would leave a stored session behind.
 * - `no-session`: none is stored. `wrong-password`, `account-blocked`, `service-refused`: what CAS said to a sign-in.
 * - `more-than-password`: CAS wants a second factor, a consent, a new password or an answer to a notice.
 * - `not-cas`: somebody else answered. `trouble`: CAS gave no answer to go by.
 * - `interrupted`: Ctrl-C.
 */
export type ProblemKind =
  | 'usage'
  | 'file'
  | 'credentials'
  | 'signed-in-already'
  | 'no-session'
  | 'wrong-password'
  | 'account-blocked'
  | 'service-refused'
  | 'more-than-password'
  | 'not-cas'
  | 'trouble'
  | 'interrupted'

export const endingOf: { readonly [K in ProblemKind]: Ending } = {
  usage: 'usage',
  file: 'usage',
  credentials: 'usage',
  'signed-in-already': 'usage',
  'no-session': 'no',
  'wrong-password': 'no',
  'account-blocked': 'no',
  'service-refused': 'no',
  'more-than-password': 'no',
  'not-cas': 'unknown',
  trouble: 'unknown',
  interrupted: 'interrupted',
}

export class Problem extends Error {
  override readonly name = 'Problem'

  constructor(
    readonly kind: ProblemKind,
    sentence: string,
    readonly trouble?: TroubleKind,
  ) {
    super(sentence)
  }
}

/** What a script is told of it. */
export type Told = Pick<Problem, 'message' | 'trouble'> & {
  readonly kind: ProblemKind | 'fault'
}

/** Where an option of the command line has another name than that of the SDK, or an application is asked and no CAS. */
const ownAdvice: Partial<Record<TroubleKind, string>> = {
  unreachable: 'Nobody answered there: check the address, the VPN and whether it runs.',
  'timed-out': 'It took too long to answer: try again, or give it more time with --timeout.',
  'too-large': 'The answer was longer than such an answer ever is: correct the address.',
}

/** @param fault what the network said, where it said something */
export function troubleWith(where: string, failure: Failure, fault?: string): Problem {
  const { kind, httpStatus, field } = failure
  const seen = httpStatus ? ` with ${httpStatus}` : field ? ` at ${field}` : ''
  const what = fault && kind === 'unreachable' ? fault : (ownAdvice[kind] ?? advice(kind))
  return new Problem('trouble', `${where}: ${kind}${seen}. ${what}`, kind)
}

/** What was thrown as a problem; undefined when it is a fault of this program. */
export function problemOf(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error
  if (error instanceof SsoError) return troubleWith('CAS', { kind: error.kind, ...error.evidence })
  return undefined
}
