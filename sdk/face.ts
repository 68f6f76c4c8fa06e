// What a person sees of a session: one table for badge, title, popup, element and notification. No words.
import { endOf } from './deadlines.js'
import type { TroubleKind } from './errors.js'
import type { Deadline, SessionState } from './session.js'

export type Tone = 'ok' | 'soon' | 'urgent' | 'off' | 'info'

/** Shapes differ without colour. */
export type Shape = 'dots' | 'check' | 'clock' | 'hourglass' | 'circle' | 'cross' | 'broken'

export type Phase = 'checking' | 'signed-in' | 'expiring' | 'signed-out' | 'ended' | 'unreachable'

export interface Face {
  readonly phase: Phase
  readonly tone: Tone
  readonly shape: Shape
  /** The limit that ends the session, when it does, and how sure that is. */
  readonly end?: Deadline & { readonly remainingMs: number }
  readonly trouble?: TroubleKind
}

export interface FaceOptions {
  /** Time left from which the tone is `soon`; default 10 minutes. */
  readonly soonMs?: number
  /** Time left from which the tone is `urgent`; default 2 minutes. */
  readonly urgentMs?: number
}

/** @param now local instant */
export function face(
  state: SessionState,
  now: number,
  { soonMs = 600_000, urgentMs = 120_000 }: FaceOptions = {},
): Face {
  const deadline = endOf(state)
  const end = deadline && { ...deadline, remainingMs: Math.max(0, deadline.at - now) }
  if (state.trouble) {
    const { kind: trouble } = state.trouble
    return { phase: 'unreachable', tone: 'off', shape: 'broken', trouble, ...(end && { end }) }
  }
  switch (state.status) {
    case 'unknown':
      return { phase: 'checking', tone: 'off', shape: 'dots' }
    case 'signed-out':
      return state.reason === 'never' || state.reason === 'signed-out-here'
        ? { phase: 'signed-out', tone: 'off', shape: 'circle' }
        : { phase: 'ended', tone: 'urgent', shape: 'cross' }
    case 'signed-in': {
      // A configured number that CAS outlived was wrong: nobody knows the end.
      if (!end || (end.origin === 'policy' && end.remainingMs <= 0)) {
        return { phase: 'signed-in', tone: 'ok', shape: 'check' }
      }
      // The deadline passed, and the look that proves it is under way.
      if (end.remainingMs <= 0) return { phase: 'checking', tone: 'off', shape: 'dots' }
      if (end.remainingMs > soonMs) return { phase: 'signed-in', tone: 'ok', shape: 'check', end }
      const tone = end.remainingMs < urgentMs ? 'urgent' : 'soon'
      const shape = end.limit === 'time' ? 'clock' : 'hourglass'
      return { phase: 'expiring', tone, shape, end }
    }
  }
}
