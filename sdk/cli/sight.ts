// One look at a session by the first status source that this server has.

import { SsoError, type TroubleKind } from '../errors.js'
import { nothingKnown, reduce } from '../machine.js'
import type { Observation } from '../observation.js'
import type { Report } from '../report.js'
import type { SessionState } from '../session.js'
import type { StatusSource } from '../source.js'
import { actuatorSso, isLoggedInWithDetails, plainIsLoggedIn } from '../sources.js'
import type { Connection } from './connection.js'
import { isCasPage, readPage } from './page.js'
import { Problem } from './problem.js'
import type { SessionJar } from './session-jar.js'
import type { Shell } from './shell.js'

/** `isloggedin`: the contract's full form. `plain`: a bare endpoint as in the CAS blog. `actuator`: stock `actuator/sso`. */
export const sourceKinds = ['isloggedin', 'plain', 'actuator'] as const

export type SourceKind = (typeof sourceKinds)[number]

export interface SourceChoice {
  /** Default: the first that answers. */
  readonly kind?: SourceKind | undefined
  /** For a bare endpoint that wants the cookie's value as `?tgc=`. */
  readonly tgc?: (() => Promise<string | undefined>) | undefined
}

export interface Sight {
  readonly kind: SourceKind
  readonly source: StatusSource
  readonly report: Report
  readonly state: SessionState
  readonly look: Observation
  /** How far the server's clock is ahead of ours. */
  readonly skewMs?: number
}

export function sourceOf(kind: SourceKind, { tgc }: SourceChoice = {}): StatusSource {
  switch (kind) {
    case 'isloggedin':
      return isLoggedInWithDetails()
    case 'plain':
      return plainIsLoggedIn(tgc ? { tgc } : {})
    case 'actuator':
      return actuatorSso()
  }
}

/** As the command line says it. */
export interface SourceOptions {
  readonly source?: SourceKind
  readonly tgcParameter?: boolean
}

export function choiceOf(
  { source: kind, tgcParameter }: SourceOptions,
  jar: SessionJar,
  server: string,
): SourceChoice {
  return {
    kind,
    tgc: tgcParameter ? async () => (await jar.tgc(`${server}/`))?.value : undefined,
  }
}

/** What a server answers where it lacks a source. */
const absent: readonly TroubleKind[] = [
  'refused',
  'missing',
  'login-page',
  'not-json',
  'wrong-shape',
]

/** Looks; rejects with a `Problem` where CAS gives no answer to go by. */
export async function see(
  connection: Connection,
  { clock }: Pick<Shell, 'clock'>,
  choice: SourceChoice = {},
): Promise<Sight> {
  const tried: string[] = []
  const kinds = choice.kind ? [choice.kind] : choice.tgc ? (['plain'] as const) : sourceKinds
  for (const kind of kinds) {
    const source = sourceOf(kind, choice)
    const askedAt = clock.now()
    const report = await connection
      .client(source)
      .status()
      .catch((error: unknown) => {
        if (kinds.length === 1 || !isAbsence(error)) throw connection.problem(error)
        tried.push(`${source.name}: ${error.kind}`)
      })
    if (!report) continue
    const look = {
      cause: 'check',
      askedAt,
      arrivedAt: clock.now(),
      outcome: report,
      dice: 0,
    } as const
    const { state, skewMs } = reduce(nothingKnown, look).memory
    return { kind, source, report, state, look, ...(skewMs !== undefined && { skewMs }) }
  }
  throw await noSource(connection, tried)
}

function isAbsence(error: unknown): error is SsoError {
  return error instanceof SsoError && absent.includes(error.kind)
}

async function noSource(connection: Connection, tried: readonly string[]): Promise<Problem> {
  const { server } = connection
  const { body } = await connection.ask(`${server}/login`, { headers: { accept: 'text/html' } })
  return isCasPage(readPage(body))
    ? new Problem(
        'trouble',
        `${server} is a CAS without a status to ask for (${tried.join(', ')}): install the module or open actuator/sso, as docs/endpoint.md shows.`,
        'missing',
      )
    : notCas(server)
}

export function notCas(server: string): Problem {
  return new Problem(
    'not-cas',
    `${server} is no CAS server: its /login shows no form of CAS; give the prefix, such as https://sso.example.org/cas.`,
  )
}
