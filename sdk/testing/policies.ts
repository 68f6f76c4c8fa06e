// When a ticket-granting ticket ends: the rules of CAS's expiration policies, as functions of the ticket and an instant.

import type { RegisteredService } from './services.js'
import type { CasSetup, ExpirationPolicy } from './setup.js'

/** The instants that end a ticket, ms since 1970; absent: the policy has no such limit. */
export interface Limits {
  readonly timeLimitAt?: number
  readonly idleLimitAt?: number
}

/** What an end depends on. Instants are ms since 1970. */
export interface Lifetime {
  readonly policy: ExpirationPolicy
  readonly createdAt: number
  readonly lastUsedAt: number
  readonly uses: number
}

/** `cas.ticket.tgt.primary.*` as shipped. */
export const defaultPolicy: ExpirationPolicy = {
  kind: 'primary',
  maxTimeToLiveSeconds: 28_800,
  timeToKillSeconds: 7_200,
}

/** The policy is chosen when the ticket is made: the one of the login's service, remember-me, then the server's. */
export function choosePolicy(
  setup: CasSetup,
  service: RegisteredService | undefined,
  rememberMe: boolean,
): ExpirationPolicy {
  if (service?.maxTimeToLiveSeconds !== undefined) {
    return { kind: 'time', maxTimeToLiveSeconds: service.maxTimeToLiveSeconds }
  }
  if (rememberMe && setup.rememberMe) {
    return { kind: 'time', maxTimeToLiveSeconds: setup.rememberMe.timeToKillSeconds }
  }
  return setup.policy ?? defaultPolicy
}

export function limitsOf(ticket: Lifetime): Limits {
  const { policy, createdAt, lastUsedAt } = ticket
  switch (policy.kind) {
    case 'primary':
      return {
        timeLimitAt: createdAt + policy.maxTimeToLiveSeconds * 1000,
        idleLimitAt: lastUsedAt + policy.timeToKillSeconds * 1000,
      }
    case 'time':
      return { timeLimitAt: createdAt + policy.maxTimeToLiveSeconds * 1000 }
    case 'idle':
    case 'throttled':
      return { idleLimitAt: lastUsedAt + policy.timeToKillSeconds * 1000 }
    case 'never':
      return {}
    default:
      return policy satisfies never
  }
}

export function isExpired(ticket: Lifetime, now: number): boolean {
  const { policy } = ticket
  const { timeLimitAt = Number.POSITIVE_INFINITY, idleLimitAt = Number.POSITIVE_INFINITY } =
    limitsOf(ticket)
  switch (policy.kind) {
    case 'primary':
    case 'time':
    case 'idle':
    case 'never':
      // "After", not "at": a ticket is valid at its very limit.
      return now > timeLimitAt || now > idleLimitAt
    case 'throttled': {
      // ThrottledUseAndTimeoutExpirationPolicy counts whole seconds since the last use.
      const sinceUse = Math.floor((now - ticket.lastUsedAt) / 1000)
      const tooSoon = ticket.uses > 0 && sinceUse > 0 && sinceUse <= policy.timeInBetweenUsesSeconds
      return now >= idleLimitAt || tooSoon
    }
    default:
      return policy satisfies never
  }
}
