// What the toolbar's button says when it is pointed at: one sentence for each picture. Pure.
import type { SignedIn, SignedOut, Trouble } from 'sso-pulse'
import { face } from 'sso-pulse/face'
import type { Picture } from '../picture.js'
import type { Say } from '../say.js'
import type { Known } from './known.js'
import { hasNoLimit } from './limits.js'
import { hostOf, isolate, withoutNeedlessIsolates } from './names.js'
import { atMoment, moment, timeLeft } from './time.js'

/** @param named says whose session it tells of, where there are several */
export function titleOf(picture: Picture, now: number, say: Say, named = false): string {
  const text = titleText(picture, now, say)
  const whose = named && picture.kind !== 'not-configured' && isolate(picture.server.name)
  return withoutNeedlessIsolates(whose ? say('title_of_server', whose, text) : text)
}

function titleText(picture: Picture, now: number, say: Say): string {
  switch (picture.kind) {
    case 'not-configured':
      return say('title_set_up')
    case 'paused':
      return say('title_paused')
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
