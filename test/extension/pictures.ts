// Pictures to look at: every kind of thing that the extension can know, built in one line each.
import type {
  Deadline,
  Details,
  EndReason,
  SessionState,
  SignedIn,
  SignedOut,
  TroubleKind,
} from 'sso-pulse'
import { type Memory, nothingKnown } from 'sso-pulse/parts'
import type { Picture } from '../../extension/shared/picture.js'
import type { ServerSettings } from '../../extension/shared/settings.js'
import type { WatchRecord } from '../../extension/shared/watch-record.js'

export type SessionPicture = Extract<Picture, { kind: 'session' }>

export const second = 1000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour

/** A Saturday at 09:48 where the tests run; far from midnight. */
export const now = new Date(2026, 10, 21, 9, 48).getTime()

export const server: ServerSettings = {
  url: 'https://sso.example.edu/cas',
  name: 'Example University',
  source: 'isloggedin',
}

const details: Details = { maxTimeToLiveSeconds: 8 * 3600, timeToKillSeconds: 2 * 3600 }

export function pictureOfState(
  state: SessionState,
  record: Partial<WatchRecord> = {},
  memory: Partial<Memory> = {},
): SessionPicture {
  const { checkedAt } = state
  const known: Memory = {
    ...nothingKnown,
    state,
    ...(checkedAt !== undefined && { checkedAt, lookedAt: checkedAt }),
    ...memory,
  }
  return { kind: 'session', server, record: { server: server.url, memory: known, ...record } }
}

/** @param left the time that is left until each limit */
export function signedIn(
  left: { readonly time?: number; readonly idle?: number },
  changes: Partial<SignedIn> = {},
): SignedIn {
  const deadline = (limit: Deadline['limit'], ms: number | undefined): Deadline[] =>
    ms === undefined ? [] : [{ limit, at: now + ms, origin: 'server' }]
  const deadlines = [...deadline('time', left.time), ...deadline('idle', left.idle)]
  return {
    status: 'signed-in',
    user: 'jdoe',
    session: 's1',
    deadlines: deadlines.sort((a, b) => a.at - b.at),
    details,
    checkedAt: now,
    ...changes,
  }
}

/** The same instants, but estimated. */
export function estimated(state: SignedIn): SignedIn {
  const deadlines = state.deadlines.map((known): Deadline => ({ ...known, origin: 'policy' }))
  return { ...state, deadlines }
}

export function signedOut(reason: EndReason, changes: Partial<SignedOut> = {}): SignedOut {
  const ended = reason === 'never' ? {} : { user: 'jdoe', endedAt: now - 4 * minute }
  return { status: 'signed-out', reason, seen: 'ended', checkedAt: now, ...ended, ...changes }
}

export function inTrouble<S extends SessionState>(
  state: S,
  kind: TroubleKind,
  httpStatus?: number,
): S {
  return { ...state, trouble: { kind, since: now, ...(httpStatus && { httpStatus }) } }
}

/** Another user took the place of jdoe. */
export function changed(state: SignedIn): SessionPicture {
  return pictureOfState(state, { otherUser: { before: 'jdoe', at: now - 3 * minute } })
}

export const unknown: SessionState = { status: 'unknown' }
