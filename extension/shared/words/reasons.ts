// Why: one line for each reason why a session ended, and for each kind of trouble. Pure.
import type { EndReason, Failure, SignedOut, TroubleKind } from 'sso-pulse'
import type { MessageKey, Say } from '../say.js'
import type { ServerSettings } from '../settings.js'
import { isolate } from './names.js'
import { atMoment } from './time.js'

export function whyLines(
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

/** For those who know the kinds: `server-error, HTTP 503`. */
export function evidenceText({ kind, httpStatus, field }: Failure): string {
  return [kind, httpStatus && `HTTP ${httpStatus}`, field].filter(Boolean).join(', ')
}
