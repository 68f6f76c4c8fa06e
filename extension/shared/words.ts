// What is said about a picture: the toolbar's sentence, and the popup's headline, lines and actions. Pure.
import {
  type Deadline,
  type EndReason,
  endOf,
  type Face,
  face,
  type Limit,
  type SignedIn,
  type SignedOut,
  type Trouble,
  type TroubleKind,
} from 'sso-pulse'
import { durationLeft, durationOf, type Finest } from './duration.js'
import { type Look, lookOf, type Picture } from './picture.js'
import type { DurationStyle, MessageKey, Say } from './say.js'
import type { ServerSettings } from './settings.js'
import type { WatchRecord } from './watch-record.js'

/** What a person can do, in the order of the buttons. */
export type Action =
  | 'sign-in'
  | 'sign-in-again'
  | 'sign-out'
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

interface Known {
  readonly server: ServerSettings
  readonly record: WatchRecord
  readonly now: number
  readonly say: Say
}

/** Names of people and servers stand apart from the direction of the sentence around them (Unicode TR9, FSI and PDI). */
export const isolate = (name: string): string => `\u2068${name}\u2069`

const rightToLeft = /\p{Script=Hebrew}|\p{Script=Arabic}|\p{Script=Syriac}|\p{Script=Thaana}/u

/** A tooltip has no elements for this, and old fonts draw the marks: they stay only where directions meet. */
export function withoutNeedlessIsolates(text: string): string {
  return rightToLeft.test(text) ? text : text.replace(/[\u2068\u2069]/g, '')
}

export function hostOf({ url }: ServerSettings): string {
  return isolate(new URL(url).host)
}

export function titleOf(picture: Picture, now: number, say: Say): string {
  return withoutNeedlessIsolates(titleText(picture, now, say))
}

function titleText(picture: Picture, now: number, say: Say): string {
  switch (picture.kind) {
    case 'not-configured':
      return say('title_set_up')
    case 'permission-missing':
      return say('title_permission', hostOf(picture.server))
    case 'session':
      return sessionTitle({ ...picture, now, say })
  }
}

function sessionTitle(known: Known): string {
  const { record, now, say } = known
  const { state } = record.memory
  if (state.trouble) return troubleTitle(known, state.trouble)
  switch (state.status) {
    case 'unknown':
      return say('title_checking')
    case 'signed-out':
      return signedOutTitle(state, now, say)
    case 'signed-in':
      return signedInTitle(known, state)
  }
}

function troubleTitle({ record, now, say }: Known, { kind }: Trouble): string {
  const { state } = record.memory
  if (kind === 'cookie-withheld') return say('title_cannot_tell')
  if (state.status === 'unknown') return say('title_unreachable')
  const when = moment(state.checkedAt, now, say)
  return state.status === 'signed-in'
    ? say('title_unreachable_signed_in', when)
    : say('title_unreachable_signed_out', when)
}

function signedOutTitle(state: SignedOut, now: number, say: Say): string {
  if (state.seen === 'unreadable') return say('title_unreadable')
  if (state.seen === 'sso-disabled') return say('title_sso_disabled')
  const when = atMoment(state.endedAt ?? state.checkedAt, now, say)
  switch (state.reason) {
    case 'never':
    case 'signed-out-here':
      return say('title_not_signed_in')
    case 'expired-time':
      return say('title_ended_time', when)
    case 'expired-idle':
      return say('title_ended_idle', when)
    case 'ended-elsewhere':
      return say('title_ended_elsewhere', when)
    case 'unknown':
      return say('title_ended', when)
  }
}

function signedInTitle({ server, now, say }: Known, state: SignedIn): string {
  const { phase, end } = face(state, now)
  const user = isolate(state.user)
  if (phase === 'checking') return say('title_checking')
  if (!end) return say(hasNoLimit(server, state) ? 'title_no_limit' : 'title_signed_in', user)
  const left = timeLeft(end, say, 'short', 'minutes')
  if (phase === 'signed-in') return say('title_until', user, left, moment(end.at, now, say))
  return end.limit === 'time'
    ? say('title_ends_time', left, atMoment(end.at, now, say))
    : say('title_ends_idle', left)
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
    case 'permission-missing':
      return {
        ...{ tone, shape, subject: picture.kind },
        headline: say('permission_needed'),
        lines: [say('permission_reason', hostOf(picture.server))],
        actions: ['allow'],
        explains: 'what-we-cannot-see',
      }
    case 'session': {
      const known = { ...picture, now, say }
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
    lines: [...unprovedLine(record, say), ...limitLines(known, state, end)],
    ...(end && { left: { ...leftTexts(end, say), holds: true } }),
    actions: ['sign-out'],
  }
}

function passedLine({ limit, at }: Deadline, now: number, say: Say): string {
  const when = atMoment(at, now, say)
  return say(limit === 'time' ? 'time_limit_reached' : 'idle_limit_reached', when)
}

function expiringWords(
  { record, server, now, say }: Known,
  state: SignedIn,
  end: Remaining,
): SessionWords {
  const left = timeLeft(end, say, 'long', 'seconds')
  const unproved = unprovedLine(record, say)
  const common = { subject: `expiring ${end.limit} ${end.at}`, countsTo: end.at }
  if (end.limit === 'time') {
    return {
      ...common,
      headline: say('ends_time', left),
      lines: [
        ...unproved,
        say('ends_time_reason', atMoment(end.at, now, say)),
        ...estimateLine(end, say),
      ],
      actions: ['sign-in-again', 'sign-out'],
    }
  }
  const final = limitOf(state, 'time')
  const idleSeconds = state.details?.timeToKillSeconds
  return {
    ...common,
    headline: say('ends_idle', left),
    lines: [
      ...unproved,
      idleSeconds
        ? say('ends_idle_reason', lengthText(idleSeconds, say))
        : say('ends_idle_reason_bare'),
      ...(final ? [say('final_end', moment(final.at, now, say))] : []),
      say('stay_signed_in', isolate(server.name)),
      ...estimateLine(end, say),
    ],
    actions: ['sign-out'],
  }
}

function unprovedLine({ signOut }: WatchRecord, say: Say): readonly string[] {
  return signOut?.proved === false ? [say('sign_out_failed')] : []
}

/** Both limits, the one that comes first first. */
function limitLines(
  { server, now, say }: Known,
  state: SignedIn,
  end?: Deadline,
): readonly string[] {
  if (!end) {
    return [say(hasNoLimit(server, state) ? 'no_limit' : 'no_deadline')]
  }
  const time = limitOf(state, 'time')
  const idleSeconds = state.details?.timeToKillSeconds
  const timeAt = time && todayMoment(time.at, now, say)
  const estimate = estimateLine(end, say)
  if (end.limit === 'time') {
    const also = idleSeconds ? [say('limits_or_idle', lengthText(idleSeconds, say))] : []
    return [say('limits_time', timeAt ?? ''), ...also, ...estimate]
  }
  const idleAt = todayMoment(end.at, now, say)
  return [
    idleSeconds
      ? say('limits_idle', idleAt, lengthText(idleSeconds, say))
      : say('limits_idle_bare', idleAt),
    ...(timeAt ? [say('limits_or_time', timeAt)] : []),
    ...estimate,
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

function whyLines(
  state: SignedOut,
  server: ServerSettings,
  now: number,
  say: Say,
): readonly string[] {
  if (state.seen === 'unreadable') return [say('unreadable'), say('unreadable_next')]
  if (state.seen === 'sso-disabled') return [say('sso_disabled', isolate(server.name))]
  return [whyEnded(state.reason, atMoment(state.endedAt ?? state.checkedAt, now, say), say)]
}

function whyEnded(reason: EndReason, when: string, say: Say): string {
  switch (reason) {
    case 'never':
      return say('never_seen')
    case 'signed-out-here':
      return say('you_signed_out', when)
    case 'expired-time':
      return say('time_limit_reached', when)
    case 'expired-idle':
      return say('idle_limit_reached', when)
    case 'ended-elsewhere':
      return say('ended_elsewhere', when)
    case 'unknown':
      return say('ended_unknown', when)
  }
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

const reasons = {
  offline: 'trouble_offline',
  unreachable: 'trouble_unreachable',
  'timed-out': 'trouble_timed_out',
  'cors-blocked': 'trouble_cors_blocked',
  refused: 'trouble_refused',
  missing: 'trouble_missing',
  limited: 'trouble_limited',
  'server-error': 'trouble_server_error',
  'login-page': 'trouble_login_page',
  'not-json': 'trouble_not_json',
  'wrong-shape': 'trouble_wrong_shape',
  'too-large': 'trouble_too_large',
  'cookie-withheld': 'trouble_cookie_withheld',
} as const satisfies Record<TroubleKind, MessageKey>

/** One sentence for each kind of trouble, also where no session is known yet. */
export function reasonOf(kind: TroubleKind, say: Say, httpStatus?: number): string {
  const sentence = say(reasons[kind])
  return httpStatus ? say('with_status', sentence, String(httpStatus)) : sentence
}

type Remaining = NonNullable<Face['end']>

/** Only the full form tells all limits, so only there a missing one is none. */
export function hasNoLimit({ source }: ServerSettings, state: SignedIn): boolean {
  const { details } = state
  const told = source === 'isloggedin' && details !== undefined
  return told && !details.maxTimeToLiveSeconds && !details.timeToKillSeconds
}

export function limitOf({ deadlines }: SignedIn, limit: Limit): Deadline | undefined {
  return deadlines.find((deadline) => deadline.limit === limit)
}

function timeLeft(end: Remaining, say: Say, style: DurationStyle, finest: Finest): string {
  const left = say.duration(durationLeft(end.remainingMs, finest), style)
  return end.origin === 'policy' ? say('about', left) : left
}

function aboutLeft({ remainingMs }: Remaining, say: Say): string {
  return say('about', say.duration(durationLeft(remainingMs), 'long'))
}

function leftTexts(end: Remaining, say: Say): { text: string; spoken: string } {
  return {
    text: timeLeft(end, say, 'narrow', 'seconds'),
    spoken: say('left', timeLeft(end, say, 'long', 'minutes')),
  }
}

function estimateLine({ origin }: Deadline, say: Say): readonly string[] {
  return origin === 'policy' ? [say('estimate')] : []
}

export function lengthText(seconds: number, say: Say): string {
  return say.duration(durationOf(seconds * 1000), 'long')
}

/** `17:30`, on another day with its date. */
export function moment(at: number, now: number, say: Say): string {
  return isSameDay(at, now) ? say.time(at) : say('date_time', say.date(at), say.time(at))
}

/** `at 17:30`, to stand in a sentence. */
export function atMoment(at: number, now: number, say: Say): string {
  return isSameDay(at, now)
    ? say('at_time', say.time(at))
    : say('on_date_at_time', say.date(at), say.time(at))
}

/** `today at 17:30`, to stand in a sentence. */
function todayMoment(at: number, now: number, say: Say): string {
  return isSameDay(at, now) ? say('today_at_time', say.time(at)) : atMoment(at, now, say)
}

function isSameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString()
}

/** `Checked 3 minutes ago` */
export function checkedText(checkedAt: number, now: number, say: Say): string {
  const minutes = minutesSince(checkedAt, now)
  return minutes < 1 ? say('checked_just_now') : say('checked_ago', say.minutesAgo(minutes))
}

/** `3 minutes ago` */
export function agoText(instant: number, now: number, say: Say): string {
  const minutes = minutesSince(instant, now)
  return minutes < 1 ? say('just_now') : say.minutesAgo(minutes)
}

/** A clock that was set back makes nothing happen in the future. */
function minutesSince(instant: number, now: number): number {
  return Math.floor(Math.max(0, now - instant) / 60_000)
}
