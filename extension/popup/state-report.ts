// What "Copy as JSON" copies: the state of one server for who looks into a problem, without anything personal. Pure.
import type { Limit, SessionState } from 'sso-pulse'
import type { SessionPicture } from '../shared/picture.js'
import type { SourceKind } from '../shared/settings.js'
import { limitOf } from '../shared/words/limits.js'

/** What runs where; the browser as it calls itself to every site (`navigator.userAgent`). */
export interface Surroundings {
  readonly extension: string
  readonly browser: string
}

type Instant = string

interface LimitReport {
  readonly seconds?: number
  readonly endsAt?: Instant
  readonly origin?: 'server' | 'policy'
}

/** Instants are ISO 8601 and this device's, but for `clock.server`. What is not known is absent. */
export interface StateReport extends Surroundings {
  readonly server: string
  readonly source: SourceKind
  readonly clock: {
    readonly local: Instant
    readonly server?: Instant
    readonly offsetMs?: number
  }
  readonly status: SessionState['status']
  readonly reason?: string
  readonly seen?: string
  readonly endedAt?: Instant
  readonly limits?: { readonly [L in Limit]: LimitReport }
  readonly trouble?: {
    readonly kind: string
    readonly httpStatus?: number
    readonly field?: string
    readonly pollAfterSeconds?: number
    readonly since: Instant
  }
  readonly lastLook: { readonly at?: Instant; readonly cause?: string; readonly failures: number }
  readonly lastAnswerAt?: Instant
}

/**
 * Each member is named here, so that nothing personal comes along: no user, session, attribute or service, and not what
 * a person calls the server.
 */
export function stateReport(
  { server, record }: SessionPicture,
  now: number,
  { extension, browser }: Surroundings,
): StateReport {
  const { state, skewMs, lookedAt, checkedAt, failures } = record.memory
  return {
    ...{ extension, browser, server: server.url, source: server.source },
    clock: {
      local: iso(now),
      ...(skewMs !== undefined && { server: iso(now + skewMs), offsetMs: skewMs }),
    },
    ...stateMembers(state),
    lastLook: {
      ...(lookedAt !== undefined && { at: iso(lookedAt) }),
      ...(record.cause && { cause: record.cause }),
      failures,
    },
    ...(checkedAt !== undefined && { lastAnswerAt: iso(checkedAt) }),
  }
}

type StateMembers = Pick<
  StateReport,
  'status' | 'reason' | 'seen' | 'endedAt' | 'limits' | 'trouble'
>

function stateMembers(state: SessionState): StateMembers {
  const trouble = troubleMember(state)
  switch (state.status) {
    case 'unknown':
      return { status: state.status, ...trouble }
    case 'signed-in':
      return {
        status: state.status,
        limits: { time: limitReport('time', state), idle: limitReport('idle', state) },
        ...trouble,
      }
    case 'signed-out': {
      const { status, reason, seen, endedAt } = state
      const ended = endedAt !== undefined && { endedAt: iso(endedAt) }
      return { status, reason, ...(seen && { seen }), ...ended, ...trouble }
    }
  }
}

function limitReport(
  limit: Limit,
  state: Extract<SessionState, { status: 'signed-in' }>,
): LimitReport {
  const seconds =
    limit === 'time' ? state.details?.maxTimeToLiveSeconds : state.details?.timeToKillSeconds
  const deadline = limitOf(state, limit)
  return {
    ...(seconds && { seconds }),
    ...(deadline && { endsAt: iso(deadline.at), origin: deadline.origin }),
  }
}

function troubleMember({ trouble }: SessionState): Pick<StateReport, 'trouble'> {
  if (!trouble) return {}
  const { kind, httpStatus, field, pollAfterSeconds, since } = trouble
  return {
    trouble: {
      kind,
      ...(httpStatus && { httpStatus }),
      ...(field && { field }),
      ...(pollAfterSeconds && { pollAfterSeconds }),
      since: iso(since),
    },
  }
}

function iso(instant: number): Instant {
  return new Date(instant).toISOString()
}
