// What was learned by one look, as one line for people: when, why and how it was asked, and what is left.
import type { Limit, SessionState } from '../../sdk/index.js'
import type { Badge } from '../browser/driver.js'

export interface Look {
  readonly state: SessionState
  /** A local instant. */
  readonly at: number
  readonly cause: string
  readonly source: string
}

export interface Observation {
  readonly at: number
  readonly cause: string
  readonly source: string
  readonly status: string
  readonly user?: string
  readonly idleLeftMs?: number
  readonly timeLeftMs?: number
  /** Absent where no browser shows it. */
  readonly badge?: string
}

export function observationOf({ state, at, cause, source }: Look, badge?: Badge): Observation {
  const idleAt = limitAt(state, 'idle')
  const timeAt = limitAt(state, 'time')
  return {
    at,
    cause,
    source,
    status: state.trouble ? `${state.status}, ${state.trouble.kind}` : state.status,
    ...('user' in state && state.user !== undefined && { user: state.user }),
    ...(idleAt !== undefined && { idleLeftMs: idleAt - at }),
    ...(timeAt !== undefined && { timeLeftMs: timeAt - at }),
    ...(badge && { badge: badge.text }),
  }
}

/** A limit as an instant of the local clock. */
export function limitAt(state: SessionState, limit: Limit): number | undefined {
  return state.status === 'signed-in'
    ? state.deadlines.find((deadline) => deadline.limit === limit)?.at
    : undefined
}

const columns = [
  ['time', 8],
  ['cause', 10],
  ['source', 12],
  ['status', 24],
  ['user', 10],
  ['idle left', 9],
  ['time left', 9],
  ['badge', 5],
] as const

export function heading(): string {
  return columns
    .map(([name, width]) => name.padEnd(width))
    .join('  ')
    .trimEnd()
}

export function formatObservation(observation: Observation): string {
  const { at, cause, source, status, user, idleLeftMs, timeLeftMs, badge } = observation
  const cells = [
    new Date(at).toTimeString().slice(0, 8),
    cause,
    source,
    status,
    user ?? '-',
    formatLeft(idleLeftMs),
    formatLeft(timeLeftMs),
    badge ?? '',
  ]
  return cells
    .map((cell, index) => cell.padEnd(columns[index]?.[1] ?? 0))
    .join('  ')
    .trimEnd()
}

/** 7 h 59 min 58 s -> "7:59:58"; a limit that passed counts on below zero. */
export function formatLeft(ms: number | undefined): string {
  if (ms === undefined) return '-'
  const seconds = Math.floor(Math.abs(ms) / 1000)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const [hours = 0, ...rest] = parts
  const text = [hours, ...rest.map((part) => String(part).padStart(2, '0'))].join(':')
  return ms < 0 ? `-${text}` : text
}
