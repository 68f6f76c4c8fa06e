// What there is to show of each server: the session's face, or what stands before it. The same for toolbar and popup. Pure.
import { endOf } from 'sso-pulse'
import { face, type Tone } from 'sso-pulse/face'
import type { EffectiveSettings } from './effective-settings.js'
import type { ServerSettings } from './settings.js'
import type { ShapeName } from './shapes.js'
import type { WatchRecord } from './watch-record.js'

export type ServerPicture =
  | { readonly kind: 'paused'; readonly server: ServerSettings }
  | { readonly kind: 'permission-missing'; readonly server: ServerSettings }
  | SessionPicture

export interface SessionPicture {
  readonly kind: 'session'
  readonly server: ServerSettings
  readonly record: WatchRecord
  /** The times left at which a notification warns; absent where they are switched off or not allowed. */
  readonly warnBeforeMs?: readonly number[]
}

export type Picture = { readonly kind: 'not-configured' } | ServerPicture

export function pictureOf(
  server: ServerSettings,
  permitted: boolean,
  record: WatchRecord,
  warnBeforeMs?: readonly number[],
): ServerPicture {
  if (server.paused) return { kind: 'paused', server }
  if (!permitted) return { kind: 'permission-missing', server }
  return { kind: 'session', server, record, ...(warnBeforeMs && { warnBeforeMs }) }
}

/** All that is set up, and what there is to show of each; the settings as they stood when it was read. */
export interface Overview {
  readonly settings: EffectiveSettings
  readonly servers: readonly ServerPicture[]
  /** While a rehearsal goes on: the pretend server, which is none of the others. */
  readonly rehearsal?: SessionPicture
}

export interface Look {
  readonly tone: Tone
  readonly shape: ShapeName
}

/** Those that are looked at. */
export function watched({ servers }: Overview): readonly SessionPicture[] {
  return servers.filter((picture) => picture.kind === 'session')
}

/** Tone and shape of any picture. */
export function lookOf(picture: Picture, now: number): Look {
  switch (picture.kind) {
    case 'not-configured':
      return { tone: 'off', shape: 'plus' }
    case 'paused':
      return { tone: 'off', shape: 'circle' }
    case 'permission-missing':
      return { tone: 'info', shape: 'key' }
    case 'session':
      return face(picture.record.memory.state, now)
  }
}

/** The nearest deadline first; those without one after those that have one, as they were set up. */
export function byDeadline<P extends ServerPicture>(servers: readonly P[]): readonly P[] {
  return [...servers].sort((one, other) => comparable(one) - comparable(other))
}

/** A large finite number, since no difference of infinities is a number. */
function comparable(picture: ServerPicture): number {
  const end = picture.kind === 'session' && endOf(picture.record.memory.state)
  return end ? end.at : Number.MAX_SAFE_INTEGER
}

/** What the toolbar shows of them all: the one that a person should know of first. */
export function worstOf(servers: readonly ServerPicture[], now: number): Picture {
  const [worst] = byDeadline(servers).toSorted(
    (one, other) => urgency(one, now) - urgency(other, now),
  )
  return worst ?? { kind: 'not-configured' }
}

/** The smaller, the more urgent. What is running out comes before what is over, for it can still be helped. */
function urgency(picture: ServerPicture, now: number): number {
  if (picture.kind === 'paused') return 7
  if (picture.kind === 'permission-missing') return 2
  const { phase, tone } = face(picture.record.memory.state, now)
  switch (phase) {
    case 'expiring':
      return tone === 'urgent' ? 0 : 1
    case 'ended':
      return 3
    case 'unreachable':
      return 4
    case 'signed-in':
      return 5
    case 'checking':
    case 'signed-out':
      return 6
  }
}
