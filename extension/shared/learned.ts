// What one look makes of what was known: the same for a real server and for the rehearsal. Pure.
import type { Observation } from 'sso-pulse'
import { type Memory, reduce } from 'sso-pulse/parts'
import { withOtherUser } from './other-user.js'
import type { WatchRecord } from './watch-record.js'

export interface Learned {
  readonly memory: Memory
  /** A sign-out was under way, and this look proved it. */
  readonly proved: boolean
  /** What is known meanwhile stays, beside what was learned. */
  readonly next: (known: WatchRecord) => WatchRecord
}

/** @param now when it was learned */
export function learned(
  record: WatchRecord,
  seen: Omit<Observation, 'signingOut'>,
  now: number,
): Learned & { readonly observation: Observation } {
  const { signingOut, signOut: before } = record
  const observation: Observation = { ...seen, signingOut: signingOut?.seen === true }
  const { memory, events } = reduce(record.memory, observation)
  const { status, trouble } = memory.state
  const proved = observation.signingOut === true && status === 'signed-out' && !trouble
  const attempt = signingOut && { at: now, proved, ...servicesOf(record) }
  // A new session makes the last sign-out history.
  const signOut = attempt ?? (status === 'signed-in' ? undefined : before)
  return {
    observation,
    memory,
    proved,
    next: ({ signingOut: _, signOut: __, ...known }) => ({
      ...withOtherUser(known, events, now),
      ...{ memory, cause: seen.cause },
      ...(signOut && { signOut }),
    }),
  }
}

function servicesOf({
  memory: { state },
}: WatchRecord): Pick<NonNullable<WatchRecord['signOut']>, 'services'> {
  const services = state.status === 'signed-in' && state.details?.services
  return services ? { services } : {}
}

/** What is known when somebody stayed signed in. @param before what was known then */
export function stayedAfter(before: WatchRecord, known: WatchRecord, now: number): WatchRecord {
  return {
    ...known,
    stayed: { at: now, moved: idleLimitOf(known.memory) > idleLimitOf(before.memory) },
  }
}

function idleLimitOf({ state }: Memory): number {
  return state.deadlines?.find(({ limit }) => limit === 'idle')?.at ?? 0
}
