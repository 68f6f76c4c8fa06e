// What is to be found out, as cases: what is asked for, how a session gets there, and when it should end. Pure.
import type { Limit } from '../../report.js'
import { Problem } from '../problem.js'
import { durationText } from './duration.js'
import { boundaryLooks, evenLooks, usesEvery } from './look-times.js'

/** In ms; null: there must be no such limit; undefined: whatever the server has. */
export type Wish = number | null | undefined

export interface Order {
  readonly idleMs: Wish
  readonly maxMs: Wish
  readonly rememberMeMs?: number | undefined
  readonly services: readonly ServiceWish[]
  /** An administrator's access is there: a session can be ended by it. */
  readonly administrator: boolean
  readonly toleranceMs?: number | undefined
  readonly skip: readonly CaseKind[]
  /** One session after the other, for a server that lets a user have no second one. */
  readonly oneAtATime: boolean
}

export interface ServiceWish {
  readonly url: string
  readonly maxMs: number
}

export const caseKinds = [
  'idle',
  'max',
  'passive',
  'remember-me',
  'service',
  'administrator',
] as const

export type CaseKind = (typeof caseKinds)[number]

export interface Case {
  readonly kind: CaseKind
  /** Tells it from every other of its plan. */
  readonly name: string
  readonly asked: { readonly [K in Limit]: Wish }
  readonly endsBy: Limit | 'administrator'
  /** After its beginning, or after the administrator ends it. */
  readonly endsAfterMs: number
  readonly rememberMe?: boolean
  readonly service?: string
  /** It must be used, so that it doesn't end idle before; the idle limit as asked for. */
  readonly used?: { readonly idleMs: number | undefined }
  /** Beside those at the end. */
  readonly earlyLooks: readonly number[]
}

export interface LeftOut {
  readonly kind: CaseKind
  readonly why: string
}

export interface Plan {
  readonly cases: readonly Case[]
  readonly leftOut: readonly LeftOut[]
  readonly toleranceMs: number
  readonly oneAtATime: boolean
  /** When the last case is known, if all is as expected. */
  readonly totalMs: number
}

const usualToleranceMs = 2000
const passiveLooks = 20

/** @throws Problem `usage` when nothing or the impossible is asked for */
export function makePlan(order: Order): Plan {
  checkOrder(order)
  const { skip, oneAtATime } = order
  const possible = casesOf(order)
  const cases = possible.filter((one): one is Case => 'asked' in one && !skip.includes(one.kind))
  if (!cases.length) {
    throw new Problem('usage', 'Nothing is left to find out: give a limit, or skip less.')
  }
  const toleranceMs = toleranceOf(order, cases)
  const lengths = cases.map(({ endsAfterMs }) => endsAfterMs + toleranceMs)
  return {
    cases,
    leftOut: [
      ...possible.filter((one): one is LeftOut => 'why' in one && !skip.includes(one.kind)),
      ...skip.map((kind) => ({ kind, why: 'skipped as asked for' })),
    ],
    toleranceMs,
    oneAtATime,
    totalMs: oneAtATime ? lengths.reduce((sum, ms) => sum + ms, 0) : Math.max(...lengths),
  }
}

function checkOrder({ idleMs, maxMs, rememberMeMs, services, administrator }: Order): void {
  if (idleMs && maxMs && idleMs > maxMs) {
    throw new Problem(
      'usage',
      `CAS wants an idle limit no longer than the time limit: ${durationText(idleMs)} is more than ${durationText(maxMs)}.`,
    )
  }
  if (!idleMs && !maxMs && !rememberMeMs && !services.length && !administrator) {
    throw new Problem(
      'usage',
      'No limit was asked for: give --idle 2h, --max 8h, --remember-me 14d or --service <url>=<duration>.',
    )
  }
}

function toleranceOf({ toleranceMs }: Order, cases: readonly Case[]): number {
  const most = Math.min(...cases.map(({ endsAfterMs }) => endsAfterMs || Infinity)) / 4
  if (toleranceMs === undefined) return Math.min(usualToleranceMs, most)
  if (toleranceMs <= most) return toleranceMs
  throw new Problem(
    'usage',
    `A tolerance of ${durationText(toleranceMs)} is too much for a limit of ${durationText(most * 4)}: give at most ${durationText(Math.floor(most))}.`,
  )
}

function casesOf(order: Order): readonly (Case | LeftOut)[] {
  return [
    ...idleCases(order),
    ...timeCase(order),
    ...rememberMeCase(order),
    ...order.services.map(serviceCase),
    ...administratorCase(order),
  ]
}

function idleCases({ idleMs, maxMs }: Order): (Case | LeftOut)[] {
  if (!idleMs) return []
  if (maxMs && maxMs <= idleMs) {
    const why = 'the time limit comes as soon as the idle limit'
    return [
      { kind: 'idle', why },
      { kind: 'passive', why },
    ]
  }
  const same = {
    asked: { idle: idleMs, time: absence(maxMs) },
    endsBy: 'idle',
    endsAfterMs: idleMs,
  } as const
  return [
    { ...same, kind: 'idle', name: 'idle', earlyLooks: [] },
    { ...same, kind: 'passive', name: 'passive', earlyLooks: evenLooks(idleMs, passiveLooks) },
  ]
}

function timeCase({ idleMs, maxMs }: Order): Case[] {
  if (!maxMs) return []
  return [
    {
      kind: 'max',
      name: 'max',
      asked: { idle: absence(idleMs), time: maxMs },
      endsBy: 'time',
      endsAfterMs: maxMs,
      ...(idleMs !== null && { used: { idleMs } }),
      earlyLooks: [],
    },
  ]
}

/** A case asks for its own limit; of the other one only that there is none, for nothing else would find that out. */
function absence(wish: Wish): null | undefined {
  return wish === null ? null : undefined
}

/** CAS gives these no idle limit (`HardTimeoutExpirationPolicy`). */
function timeLimitOnly(maxMs: number) {
  return {
    asked: { idle: null, time: maxMs },
    endsBy: 'time',
    endsAfterMs: maxMs,
    earlyLooks: [],
  } as const
}

function rememberMeCase({ rememberMeMs: ms }: Order): Case[] {
  if (!ms) return []
  return [{ ...timeLimitOnly(ms), kind: 'remember-me', name: 'remember-me', rememberMe: true }]
}

/** `DefaultRegisteredServiceTicketGrantingTicketExpirationPolicy`, chosen by the service of the login. */
function serviceCase({ url, maxMs }: ServiceWish): Case {
  return { ...timeLimitOnly(maxMs), kind: 'service', name: `service ${url}`, service: url }
}

function administratorCase({ administrator }: Order): (Case | LeftOut)[] {
  if (!administrator) {
    return [{ kind: 'administrator', why: 'no administrator was named: give --admin-user' }]
  }
  return [
    {
      kind: 'administrator',
      name: 'administrator',
      asked: { idle: undefined, time: undefined },
      endsBy: 'administrator',
      endsAfterMs: 0,
      earlyLooks: [],
    },
  ]
}

/** One thing to do in a case, at an offset from its beginning. */
export interface Step {
  readonly atMs: number
  readonly what: 'look' | 'use'
}

/**
 * @param ends when it may end: as asked for, and where that is to be waited for, as the server says
 * @param toldIdleMs the idle limit that the server says
 */
export function stepsOf(
  { earlyLooks, used }: Case,
  ends: readonly number[],
  toldIdleMs: number | undefined,
  toleranceMs: number,
): readonly Step[] {
  const looks = [...earlyLooks, ...ends.flatMap((end) => boundaryLooks(end, toleranceMs))]
  const idleMs = Math.min(used?.idleMs ?? Infinity, toldIdleMs ?? Infinity)
  const uses = used && idleMs < Infinity ? usesEvery(idleMs / 2, Math.max(...ends)) : []
  const steps = [
    ...[...new Set(looks)].map((atMs) => ({ atMs, what: 'look' }) as const),
    ...uses.map((atMs) => ({ atMs, what: 'use' }) as const),
  ]
  return steps.sort((a, b) => a.atMs - b.atMs)
}
