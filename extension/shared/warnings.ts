// Which warning of an end is due as a notification: each once, none of an end that a person put to rest. Pure.
import { endOf, type SessionState } from 'sso-pulse'
import { type Warning, warningOf } from 'sso-pulse/parts'
import type { Told } from 'sso-pulse/timeline'
import type { SessionPicture } from './picture.js'

/** The same for the same session, limit and deadline. Empty: no end is known. */
export function endKey(state: SessionState): string {
  const end = endOf(state)
  if (state.status !== 'signed-in' || !end) return ''
  return [state.session ?? state.user, end.limit, end.at].join()
}

/** Undefined where no notification warns of this end. */
export function warningFor(picture: SessionPicture, now: number): Warning | undefined {
  const { record, warnBeforeMs = [] } = picture
  return whyWithheld(picture) ? undefined : warningOf(record.memory.state, warnBeforeMs, now)
}

/** Why no notification tells of this end. */
export function whyWithheld({
  record,
  warnBeforeMs,
}: SessionPicture): Exclude<Told, 'shown'> | undefined {
  const { state } = record.memory
  if (!warnBeforeMs) return 'off'
  if (record.snoozed === endKey(state)) return 'snoozed'
  // What is not certain interrupts nobody.
  return state.trouble && 'uncertain'
}

/** A threshold was crossed, and nobody was told. */
export function isWarningDue(picture: SessionPicture, now: number): boolean {
  const key = warningFor(picture, now)?.key
  return Boolean(key) && key !== picture.record.warned
}

/** There is another warning of this end to come. */
export function canSnooze(picture: SessionPicture, now: number): boolean {
  return Number.isFinite(warningFor(picture, now)?.nextAt)
}

/** The warning that was told, while its end is still ahead and the same. */
export function standingWarning(
  { record, warnBeforeMs }: SessionPicture,
  now: number,
): string | undefined {
  const { state } = record.memory
  const key = endKey(state)
  const ahead = (endOf(state)?.at ?? 0) > now && record.snoozed !== key
  return warnBeforeMs && ahead && record.warned?.startsWith(`${key},`) ? record.warned : undefined
}
