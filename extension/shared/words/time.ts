// Time inside a sentence: what is left, how long, at what moment, how long ago. Pure.
import type { Face } from 'sso-pulse/face'
import { durationLeft, durationOf, type Finest } from '../duration.js'
import type { DurationStyle, Say } from '../say.js'

export type Remaining = NonNullable<Face['end']>

export function timeLeft(end: Remaining, say: Say, style: DurationStyle, finest: Finest): string {
  const left = say.duration(durationLeft(end.remainingMs, finest), style)
  return end.origin === 'policy' ? say('about', left) : left
}

export function aboutLeft({ remainingMs }: Remaining, say: Say): string {
  return say('about', say.duration(durationLeft(remainingMs), 'long'))
}

export function leftTexts(end: Remaining, say: Say): { text: string; spoken: string } {
  return {
    text: timeLeft(end, say, 'narrow', 'seconds'),
    spoken: say('left', timeLeft(end, say, 'long', 'minutes')),
  }
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
    ? atTime(at, say)
    : say('on_date_at_time', say.date(at), atTime(at, say))
}

/** `today at 17:30`, to stand in a sentence. */
export function todayMoment(at: number, now: number, say: Say): string {
  return isSameDay(at, now) ? say('today_at_time', atTime(at, say)) : atMoment(at, now, say)
}

/** Spanish hours are feminine plurals, but for the first: `a las 17:30`, `a la 1:05`. */
function atTime(at: number, say: Say): string {
  const time = say.time(at)
  return say(/^0?1\b/.test(time) ? 'at_one' : 'at_time', time)
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

/** How far the server's clock is from ours. */
export function clockText(skewMs: number | undefined, say: Say): string {
  if (skewMs === undefined) return say('limit_unknown')
  const apart = Math.abs(skewMs)
  if (apart < 1000) return say('clock_same')
  const duration = say.duration(durationOf(apart), 'short')
  return say(skewMs > 0 ? 'clock_ahead' : 'clock_behind', duration)
}
