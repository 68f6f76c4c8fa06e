// Reports and looks, as short as tests need them.
import type { Failure, Observation, Report, SignedInReport, SignedOutCause } from 'sso-pulse'
import { type Memory, nothingKnown, reduce, type Step } from 'sso-pulse/parts'
import { noon } from './turnable-clock.js'

/** The server's clock is right unless `now` says otherwise. */
export function signedIn(report: Partial<SignedInReport> = {}): SignedInReport {
  return { signedIn: true, principal: 'casuser', session: 's1', ...report }
}

export function signedOut(reason?: SignedOutCause): Report {
  return { signedIn: false, ...(reason && { reason }) }
}

/** An answer that arrived at once; its server has our clock. */
export function look(
  outcome: Report | Failure,
  at: number = noon,
  more: Partial<Observation> = {},
): Observation {
  const answer = 'kind' in outcome ? outcome : { ...outcome, now: outcome.now ?? at }
  return { cause: 'stale', askedAt: at, arrivedAt: at, dice: 0.5, ...more, outcome: answer }
}

export function stepAfter(...looks: readonly Observation[]): Step {
  let step: Step = { memory: nothingKnown, events: [] }
  for (const each of looks) step = reduce(step.memory, each)
  return step
}

export const memoryAfter = (...looks: readonly Observation[]): Memory => stepAfter(...looks).memory
