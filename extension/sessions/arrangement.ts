// Which of the listed sessions are shown, and in which order. Pure; the names are lowered once, so that a keystroke only compares.
import type { AdminSession } from 'sso-pulse/admin'

export const columns = ['user', 'start', 'last-use', 'end'] as const
export type Column = (typeof columns)[number]

export interface Order {
  readonly by: Column
  readonly descending: boolean
}

/** What needs an eye first: the newest use. */
export const usualOrder: Order = { by: 'last-use', descending: true }

export interface Listed {
  readonly session: AdminSession
  /** For the search. */
  readonly name: string
  readonly startedAt: number | undefined
  /** The nearer of both limits. */
  readonly endsAt: number | undefined
}

export function listedOf(session: AdminSession): Listed {
  const { principal, createdAt, authenticatedAt, timeLimitAt, idleLimitAt } = session
  const limits = [timeLimitAt, idleLimitAt].filter((at) => at !== undefined)
  return {
    session,
    name: principal.toLowerCase(),
    startedAt: createdAt ?? authenticatedAt,
    endsAt: limits.length ? Math.min(...limits) : undefined,
  }
}

export function ordered(sessions: readonly Listed[], { by, descending }: Order): readonly Listed[] {
  const sign = descending ? -1 : 1
  if (by === 'user') {
    const { compare } = new Intl.Collator(undefined, { numeric: true })
    return sessions.toSorted((one, other) => sign * compare(one.name, other.name))
  }
  // What CAS didn't tell comes last in either direction.
  return sessions.toSorted((one, other) => {
    const [a, b] = [instantOf(one, by), instantOf(other, by)]
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined)
    return sign * (a - b)
  })
}

function instantOf(
  { session, startedAt, endsAt }: Listed,
  by: Exclude<Column, 'user'>,
): number | undefined {
  switch (by) {
    case 'start':
      return startedAt
    case 'last-use':
      return session.lastUsedAt
    case 'end':
      return endsAt
  }
}

/** The other direction of the same column; another one begins with what is asked for most. */
export function turned(order: Order, by: Column): Order {
  if (order.by === by) return { by, descending: !order.descending }
  return { by, descending: by === 'start' || by === 'last-use' }
}

export function found(sessions: readonly Listed[], typed: string): readonly Listed[] {
  const wanted = typed.trim().toLowerCase()
  return wanted ? sessions.filter(({ name }) => name.includes(wanted)) : sessions
}
