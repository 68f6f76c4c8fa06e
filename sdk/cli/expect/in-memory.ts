// The in-memory CAS as the other end of a command: its network, and its clock that is turned instead of waited for.
import {
  type CasSetup,
  createCas,
  type ExpirationPolicy,
  type InMemoryCas,
} from '../../testing/index.js'
import type { Credentials } from '../credentials.js'
import { networkTo } from '../in-memory-network.js'
import type { Shell } from '../shell.js'
import { type Time, turnedTime } from './time.js'

/** What its own policy is, in ms; null: no such limit. */
export interface InMemoryPolicy {
  readonly idleMs: number | null
  readonly maxMs: number | null
  readonly rememberMeMs: number
}

/** CAS's own defaults (`cas.ticket.tgt.*`). */
export const shippedPolicy: InMemoryPolicy = {
  idleMs: 7_200_000,
  maxMs: 28_800_000,
  rememberMeMs: 1_209_600_000,
}

export const inMemoryUser: Credentials = { user: 'casuser', password: 'Mellon' }

/** Registered there, and of no policy of its own. */
export const inMemoryService = 'http://localhost/app'

export interface InMemoryStage {
  readonly cas: InMemoryCas
  readonly shell: Shell
  readonly time: Time
}

export function inMemoryStage(shell: Shell, policy: InMemoryPolicy): InMemoryStage {
  const cas = createCas({
    clock: { fixedAt: Math.floor(shell.clock.now()) },
    setup: setupOf(policy),
  })
  const time = turnedTime(cas.clock, (ms) => cas.clock.advance(ms))
  return { cas, shell: { ...shell, clock: cas.clock, fetch: networkTo(cas) }, time }
}

export function setupOf(policy: InMemoryPolicy): CasSetup {
  return {
    policy: policyOf(policy),
    rememberMe: { timeToKillSeconds: policy.rememberMeMs / 1000 },
  }
}

function policyOf({ idleMs, maxMs }: InMemoryPolicy): ExpirationPolicy {
  const timeToKillSeconds = (idleMs ?? 0) / 1000
  const maxTimeToLiveSeconds = (maxMs ?? 0) / 1000
  if (!idleMs && !maxMs) return { kind: 'never' }
  if (!idleMs) return { kind: 'time', maxTimeToLiveSeconds }
  if (!maxMs) return { kind: 'idle', timeToKillSeconds }
  return { kind: 'primary', timeToKillSeconds, maxTimeToLiveSeconds }
}
