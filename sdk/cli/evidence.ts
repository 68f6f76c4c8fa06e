// What `doctor` looks at: a few requests, none of which changes a session.
import type { Cookie } from 'tough-cookie'
import { type Connection, connect } from './connection.js'
import { Problem } from './problem.js'
import type { SessionJar } from './session-jar.js'
import type { Shell } from './shell.js'
import { type Sight, type SourceChoice, type SourceKind, see } from './sight.js'

type Knock = Awaited<ReturnType<Connection['knock']>>

export interface Evidence {
  readonly server: string
  /** What a look saw; without one, why not. */
  readonly sight: Sight | Problem
  /** The source that was named; without one, the first that answers. */
  readonly named?: SourceKind | undefined
  /** A second look, by the same source. */
  readonly again?: Sight | undefined
  /** The same cookie from another User-Agent; undefined where it can't be told. */
  readonly otherAgent?: Sight | undefined
  readonly tgc?: Cookie | undefined
  readonly login: Knock
  /** The source's own answer, without a cookie. */
  readonly status?: Knock | undefined
  /** The same, asked by a page of this origin. */
  readonly fromOrigin?: { readonly origin: string; readonly answer: Knock } | undefined
  /** The same, asked by a page that nobody knows. */
  readonly fromStranger?: Knock | undefined
  /** Everybody's sessions, asked for without a name. */
  readonly sessions: Knock
  /** The same, asked by a page that nobody knows; undefined where they are closed anyway. */
  readonly sessionsFromStranger?: Knock | undefined
}

/** A name that nobody can have (RFC 2606). */
export const strangerOrigin = 'https://stranger.invalid'

const paths = { isloggedin: 'isloggedin', plain: 'isloggedin', actuator: 'actuator/sso' } as const

/** Rejects with a `Problem` where there is no CAS to look at. */
export async function gather(
  shell: Shell,
  server: string,
  jar: SessionJar,
  choice: SourceChoice,
  { timeoutMs, origin }: { readonly timeoutMs: number; readonly origin?: string | undefined },
): Promise<Evidence> {
  const own = connect(server, await jar.copy(), shell, { timeoutMs })
  const stranger = connect(server, undefined, shell, { timeoutMs })
  const sight = await see(own, shell, choice).catch((error: unknown) => {
    // CAS 7.2 refuses what isn't there, too.
    if (error instanceof Problem && /^(missing|refused)$/.test(error.trouble ?? '')) return error
    throw error
  })
  const json = { accept: 'application/vnd.sso-pulse.v1+json, application/json;q=0.9' }
  const login = await stranger.knock(`${server}/login`, { headers: { accept: 'text/html' } })
  const listing = `${server}/actuator/ssoSessions?type=DIRECT&count=1`
  const list = (headers: Record<string, string>) =>
    stranger.knock(listing, { headers: { accept: 'application/json', ...headers } })
  const sessions = await list({})
  const isOpen = sessions.status === 200
  const sessionsFromStranger = isOpen ? await list({ origin: strangerOrigin }) : undefined
  const tgc = await jar.tgc(`${server}/`)
  const named = choice.kind
  const always = { server, sight, named, login, sessions, sessionsFromStranger, tgc }
  if (sight instanceof Problem) return always

  const asked = (headers: Record<string, string>) =>
    stranger.knock(`${server}/${paths[sight.kind]}`, { headers: { ...json, ...headers } })
  const same = { ...choice, kind: sight.kind }
  const isLive = sight.state.status === 'signed-in'
  return {
    ...always,
    status: await asked({}),
    fromStranger: await asked({ origin: strangerOrigin }),
    ...(origin && { fromOrigin: { origin, answer: await asked({ origin }) } }),
    ...(isLive && {
      again: await see(own, shell, same),
      otherAgent: await fromOtherAgent(shell, server, jar, same, timeoutMs),
    }),
  }
}

async function fromOtherAgent(
  shell: Shell,
  server: string,
  jar: SessionJar,
  choice: SourceChoice,
  timeoutMs: number,
): Promise<Sight | undefined> {
  const options = { timeoutMs, userAgent: 'sso-pulse-doctor' }
  const other = connect(server, await jar.copy(), shell, options)
  return see(other, shell, choice).catch(() => undefined)
}
