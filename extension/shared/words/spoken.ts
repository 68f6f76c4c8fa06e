// What the popup says: headline, lines and actions for each picture. Pure.
import { endOf, type SignedIn, type SignedOut, type Trouble } from 'sso-pulse'
import { face } from 'sso-pulse/face'
import { type Look, lookOf, type Picture } from '../picture.js'
import type { Say } from '../say.js'
import { canSnooze, endKey } from '../warnings.js'
import type { WatchRecord } from '../watch-record.js'
import type { Known } from './known.js'
import { canStay, estimateLine, limitLines, limitOf, passedLine } from './limits.js'
import { hostOf, isolate } from './names.js'
import { dismissal, newsLines } from './news.js'
import { reasonOf, whyLines } from './reasons.js'
import {
  aboutLeft,
  atMoment,
  leftTexts,
  lengthText,
  moment,
  type Remaining,
  timeLeft,
} from './time.js'

/** What a person can do, in the order of the buttons. */
export type Action =
  | 'sign-in'
  | 'sign-in-again'
  | 'sign-out'
  | 'stay'
  | 'snooze'
  | 'dismiss'
  | 'resume'
  | 'try-again'
  | 'cancel'
  | 'set-up'
  | 'allow'

export interface Spoken extends Look {
  /** Stays the same while only time passes; another one is worth an announcement. */
  readonly subject: string
  readonly headline: string
  /** What people call the server. */
  readonly place?: string
  readonly lines: readonly string[]
  /** The time left, where the headline doesn't tell it. `holds`: false when something may have changed it. */
  readonly left?: { readonly text: string; readonly spoken: string; readonly holds: boolean }
  /** The headline counts down to this instant. */
  readonly countsTo?: number
  readonly actions: readonly Action[]
  /** Explained on demand. */
  readonly explains?: 'what-we-cannot-see' | 'how-to-end-them'
}

/** @param waiting the first answer has been awaited so long that a person wonders */
export function spokenOf(picture: Picture, now: number, say: Say, waiting = false): Spoken {
  const { tone, shape } = lookOf(picture, now)
  switch (picture.kind) {
    case 'not-configured':
      return {
        ...{ tone, shape, subject: picture.kind },
        headline: say('not_configured'),
        lines: [say('not_configured_next')],
        actions: ['set-up'],
      }
    case 'paused':
      return {
        ...{ tone, shape, subject: picture.kind },
        headline: say('paused'),
        place: isolate(picture.server.name),
        lines: [say('paused_next')],
        actions: ['resume'],
      }
    case 'permission-missing':
      return {
        ...{ tone, shape, subject: picture.kind },
        headline: say('permission_needed'),
        lines: [say('permission_reason', hostOf(picture.server))],
        actions: ['allow'],
        explains: 'what-we-cannot-see',
      }
    case 'session': {
      const known = { ...picture, now, say, snoozable: canSnooze(picture, now) }
      return { tone, shape, place: isolate(picture.server.name), ...sessionWords(known, waiting) }
    }
  }
}

type SessionWords = Omit<Spoken, keyof Look | 'place'> & Partial<Look>

function sessionWords(known: Known, waiting: boolean): SessionWords {
  const { state } = known.record.memory
  if (state.trouble) return troubleWords(known, state.trouble)
  switch (state.status) {
    case 'unknown':
      return checkingWords(known, waiting)
    case 'signed-out':
      return signedOutWords(known, state)
    case 'signed-in':
      return signedInWords(known, state, waiting)
  }
}

function checkingWords({ server, say }: Known, waiting: boolean, ...lines: string[]): SessionWords {
  return waiting
    ? {
        subject: 'waiting',
        shape: 'broken',
        headline: say('waiting', hostOf(server)),
        lines: [...lines, say('waiting_reason')],
        actions: ['try-again', 'cancel'],
      }
    : { subject: 'checking', headline: say('checking'), lines, actions: ['cancel'] }
}

function signedInWords(known: Known, state: SignedIn, waiting: boolean): SessionWords {
  const { record, now, say } = known
  const { phase, end } = face(state, now)
  const user = isolate(state.user)
  if (phase === 'checking') {
    const passed = endOf(state)
    return checkingWords(known, waiting, ...(passed ? [passedLine(passed, now, say)] : []))
  }
  if (end && phase === 'expiring') return expiringWords(known, state, end)
  return {
    subject: `signed-in ${state.user} ${state.session}`,
    headline: say('signed_in', user),
    lines: [...newsLines(known, state), ...limitLines(known, state, end)],
    ...(end && { left: { ...leftTexts(end, say), holds: true } }),
    actions: ['sign-out', ...dismissal(record)],
  }
}

function expiringWords(known: Known, state: SignedIn, end: Remaining): SessionWords {
  const { record, server, now, say, snoozable } = known
  const left = timeLeft(end, say, 'long', 'seconds')
  const news = newsLines(known, state)
  const small: readonly Action[] = [
    ...(snoozable ? (['snooze'] as const) : []),
    ...dismissal(record),
  ]
  const snoozed = record.snoozed === endKey(record.memory) ? [say('snoozed')] : []
  const common = { subject: `expiring ${end.limit} ${end.at}`, countsTo: end.at }
  if (end.limit === 'time') {
    return {
      ...common,
      headline: say('ends_time', left),
      lines: [
        ...news,
        say('ends_time_reason', atMoment(end.at, now, say)),
        ...estimateLine(end, say),
        ...snoozed,
      ],
      actions: ['sign-in-again', 'sign-out', ...small],
    }
  }
  const final = limitOf(state, 'time')
  const idleSeconds = state.details?.timeToKillSeconds
  return {
    ...common,
    headline: say('ends_idle', left),
    lines: [
      ...news,
      idleSeconds
        ? say('ends_idle_reason', lengthText(idleSeconds, say))
        : say('ends_idle_reason_bare'),
      ...(final ? [say('final_end', moment(final.at, now, say))] : []),
      ...stayLines(known, canStay(server, state)),
      ...estimateLine(end, say),
      ...snoozed,
    ],
    actions: [...(canStay(server, state) ? (['stay'] as const) : []), 'sign-out', ...small],
  }
}

/** What a person can do instead, where we can do nothing, or where it did nothing. */
function stayLines({ record, server, say }: Known, possible: boolean): readonly string[] {
  const { stayed } = record
  const failed = stayed?.moved === false
  if (possible && !failed) return []
  return [
    ...(possible && failed ? [say('stay_failed')] : []),
    say('stay_signed_in', isolate(server.name)),
  ]
}

function signedOutWords({ record, server, now, say }: Known, state: SignedOut): SessionWords {
  const { signOut } = record
  const here = state.reason === 'signed-out-here' || state.reason === 'never'
  const asked = signOut !== undefined && here
  const why = asked ? signOutLines(signOut, now, say) : whyLines(state, server, now, say)
  const was = state.user && !here ? [say('was', isolate(state.user))] : []
  return {
    subject: `signed-out ${state.reason} ${state.endedAt} ${signOut?.at}`,
    headline: say(here ? 'not_signed_in' : 'ended'),
    lines: [...why, ...was],
    actions: [here ? 'sign-in' : 'sign-in-again'],
    ...(asked && { explains: 'how-to-end-them' }),
  }
}

function signOutLines(
  { at, proved }: NonNullable<WatchRecord['signOut']>,
  now: number,
  say: Say,
): readonly string[] {
  return [
    say('you_signed_out', atMoment(at, now, say)),
    ...(proved ? [] : [say('sign_out_unproved')]),
    say('apps_stay_signed_in'),
  ]
}

function troubleWords(known: Known, { kind, httpStatus }: Trouble): SessionWords {
  const { server, record, say } = known
  const { state } = record.memory
  const end = state.status === 'signed-in' ? face(state, known.now).end : undefined
  return {
    subject: `trouble ${kind} ${state.status}`,
    headline: kind === 'cookie-withheld' ? say('cannot_tell') : say('unreachable', hostOf(server)),
    lines: [lastKnown(known), reasonOf(kind, say, httpStatus)],
    ...(end && end.remainingMs > 0 && { left: { ...leftTexts(end, say), holds: false } }),
    actions: ['try-again'],
  }
}

/** Trouble never makes a session end: what was known stays, with its age. */
function lastKnown({ record, now, say }: Known): string {
  const { state } = record.memory
  if (state.status === 'unknown') return say('last_known_nothing')
  const when = atMoment(state.checkedAt, now, say)
  if (state.status === 'signed-out') return say('last_known_signed_out', when)
  const user = isolate(state.user)
  const { end } = face(state, now)
  if (!end) return say('last_known_signed_in', user, when)
  return end.remainingMs > 0
    ? say('last_known_left', user, aboutLeft(end, say))
    : say('last_known_passed', user, atMoment(end.at, now, say))
}
