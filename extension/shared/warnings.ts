// Which warning of an end is due as a notification: each once, none of an end that a person put to rest. Pure.
import { endOf } from 'sso-pulse'
import { type Memory, type Warning, warningOf } from 'sso-pulse/parts'
import type { Told } from 'sso-pulse/timeline'
import type { SessionPicture } from './picture.js'

/** The same for the same session, limit and deadline, by the server's clock: ours may be set. Empty: no end is known. */
export function endKey({ state, skewMs = 0 }: Memory): string {
  const end = endOf(state)
  if (state.status !== 'signed-in' || !end) return ''
  return [state.session ?? state.user, end.limit, end.at + skewMs].join()
}

/** As the SDK's, but for its key, which tells the end by `endKey`. */
export function warningAt(
  memory: Memory,
  warnBeforeMs: readonly number[],
  now: number,
): Warning | undefined {
  const warning = warningOf(memory.state, warnBeforeMs, now)
  if (!warning) return undefined
  const crossed = warnBeforeMs.filter((ms) => ms >= warning.detail.remainingMs).length
  return { ...warning, key: crossed ? `${endKey(memory)},${crossed}` : '' }
}

/** Undefined where no notification warns of this end. */
export function warningFor(picture: SessionPicture, now: number): Warning | undefined {
  const { record, warnBeforeMs = [] } = picture
  return whyWithheld(picture) ? undefined : warningAt(record.memory, warnBeforeMs, now)
}

/** Why no notification tells of this end. */
export function whyWithheld({
  record,
  warnBeforeMs,
}: SessionPicture): Exclude<Told, 'shown'> | undefined {
  const { state } = record.memory
  if (!warnBeforeMs) return 'off'
  if (record.snoozed === endKey(record.memory)) return 'snoozed'
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
  const { memory } = record
  const key = endKey(memory)
  const ahead = (endOf(memory.state)?.at ?? 0) > now && record.snoozed !== key
  return warnBeforeMs && ahead && record.warned?.startsWith(`${key},`) ? record.warned : undefined
}
