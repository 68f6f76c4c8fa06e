// The in-memory CAS as its users hold it: a server with a clock that can be turned, an administrator's hands, and failures on demand.

import { TicketId } from '../admin-ticket-id.js'
import { type Browser, type BrowserOptions, createBrowser } from './browser.js'
import { type Clock, type ClockOptions, createClock } from './clock.js'
import { handle, pathBelow } from './engine.js'
import { answerOf, type Failure, Failures } from './failures.js'
import { authenticate } from './login.js'
import { type Limits, limitsOf } from './policies.js'
import { type CasRequest, cookieOf, type Outcome, pathOf } from './records.js'
import { defaultServices, type RegisteredService } from './services.js'
import type { LogoutMessage } from './single-logout.js'
import { Registry, type TicketGrantingTicket } from './tickets.js'
import { cookieName, endSession, type InMemorySetup, type User, type World } from './world.js'

export interface CasOptions {
  /** The server's prefix. Default `http://127.0.0.1:8080/cas`; a listener replaces scheme, host and port by its own. */
  readonly url?: string
  /** Which line's answers are given. Default `7.2`. */
  readonly line?: '7.2' | '6.6'
  readonly setup?: InMemorySetup
  /** A clock of yours, or how its own starts. Default: it runs with real time. */
  readonly clock?: Clock | ClockOptions
  /** By user name. Default: `casuser` and `second`, both with the password `Mellon`. */
  readonly users?: Readonly<Record<string, User>>
  /** Default: `/app`, `/front`, `/short` and `/quiet` on any loopback host and port. */
  readonly services?: readonly RegisteredService[]
  /** 0 up to 1, as `Math.random`, the default; a seeded one makes every ticket and token repeatable. */
  readonly random?: () => number
}

/** One request as the log keeps it: no query, no cookie, no body. */
export interface LoggedRequest {
  readonly method: string
  readonly path: string
  /** Whether it carried a TGC. */
  readonly cookie: boolean
  /** ms since 1970, by the clock of this CAS. */
  readonly at: number
  /** Of the answer; absent while one is awaited, and where the connection broke. */
  readonly status?: number
  /** A failure on demand met it. */
  readonly failed?: true
}

/** A live session. Instants are ms since 1970; an absent limit isn't there. */
export interface SessionView extends Limits {
  /** What `isloggedin` calls it. */
  readonly session: string
  /** Of the ticket-granting ticket only what opens nothing, such as `TGT-1-…mory`. */
  readonly ticket: string
  readonly principal: string
  readonly createdAt: number
  readonly lastUsedAt: number
  readonly uses: number
  readonly rememberMe: boolean
  readonly services: readonly string[]
}

export interface SignInOptions {
  /** Whose jar gets the cookie. Default: the one behind `cas.fetch`; `null`: nobody's, take `cookie` from the result. */
  readonly browser?: Browser | null
  /** What the cookie is pinned to; default: the browser's. */
  readonly userAgent?: string
  readonly address?: string
  readonly rememberMe?: boolean
  /** Also grants this service a ticket, as a login that came from it would. */
  readonly service?: string
}

export interface InMemoryCas {
  readonly url: string
  readonly line: '7.2' | '6.6'
  readonly clock: Clock
  /** A `fetch` with a cookie jar of its own that reaches this CAS and nothing else. */
  readonly fetch: typeof fetch
  /** The browser behind `fetch`. */
  readonly browser: Browser
  newBrowser(options?: BrowserOptions): Browser
  /** Signs a user in without a form. Throws for an unknown user, a RangeError. */
  signIn(
    user: string,
    options?: SignInOptions,
  ): { readonly session: SessionView; readonly cookie: string }
  /** The live sessions, oldest first. */
  sessions(): readonly SessionView[]
  /** The earliest limit of all live sessions; at it a ticket is still valid. Undefined: none has one. */
  nextLimitAt(): number | undefined
  /** An administrator ends sessions: one, a user's, or, without a wish, all. Says how many. Services are told, browsers aren't. */
  endSession(which?: { readonly session?: string; readonly user?: string }): number
  /** Changes settings while it runs. What is left out stays; tickets keep the policy they were made with. */
  configure(change: InMemorySetup): void
  /** The settings as they are now. */
  readonly setup: InMemorySetup
  /** Lets requests fail; the returned function takes it back. */
  fail(failure: Failure): () => void
  /** The ticket registry can't be reached (`isloggedin` answers 503); the returned function brings it back. */
  failRegistry(): () => void
  /** All sessions are lost without a word to anybody; cookies stay readable. */
  restart(): void
  /** What CAS's registry cleaner does every few minutes: removes expired sessions and tells their services. */
  clean(): void
  readonly requests: readonly LoggedRequest[]
  /** Single-logout messages so far, of both channels. */
  readonly messages: readonly LogoutMessage[]
  /** Hears of each message as it is sent; the returned function stops that. */
  onMessage(listener: (message: LogoutMessage) => void): () => void
  /** For a listener or an adapter of your own: answers one request record, failures and delays included. `signal`: nobody waits for it any more. */
  respond(request: CasRequest, signal?: AbortSignal): Promise<Outcome>
  /** For a listener: the URL that it is reached at. */
  moveTo(url: string): void
}

export const defaultUsers: Readonly<Record<string, User>> = {
  casuser: {
    password: 'Mellon',
    attributes: { mail: ['user@example.org'], memberOf: ['staff'] },
  },
  second: {
    password: 'Mellon',
    attributes: { mail: ['user@example.org'], memberOf: ['staff'] },
  },
}

const never = Number.POSITIVE_INFINITY

export function createCas(options: CasOptions = {}): InMemoryCas {
  const clock = options.clock && 'now' in options.clock ? options.clock : createClock(options.clock)
  const failures = new Failures()
  const requests: LoggedRequest[] = []
  const listeners = new Set<(message: LogoutMessage) => void>()
  const world: World = {
    line: options.line ?? '7.2',
    registry: new Registry(options.random ?? Math.random),
    users: options.users ?? defaultUsers,
    services: options.services ?? defaultServices,
    forms: new Set(),
    messages: [],
    setup: options.setup ?? {},
    url: (options.url ?? 'http://127.0.0.1:8080/cas').replace(/\/$/, ''),
    registryFails: false,
    onMessage(message) {
      for (const listener of listeners) listener(message)
    },
  }

  const cas: InMemoryCas = {
    get url() {
      return world.url
    },
    line: world.line,
    clock,
    get fetch() {
      return cas.browser.fetch
    },
    get browser() {
      browser ??= createBrowser(cas)
      return browser
    },
    newBrowser: (browserOptions) => createBrowser(cas, browserOptions),
    signIn(user, { browser: chosen = cas.browser, ...rest } = {}) {
      return signIn(world, user, chosen, rest, clock.now())
    },
    sessions: () => world.registry.live(clock.now()).map(view),
    nextLimitAt() {
      const limits = cas
        .sessions()
        .map(({ timeLimitAt = never, idleLimitAt = never }) => Math.min(timeLimitAt, idleLimitAt))
      const next = Math.min(...limits)
      return next < never ? next : undefined
    },
    endSession({ session, user } = {}) {
      const now = clock.now()
      const ended = world.registry
        .live(now)
        .filter((ticket) => session === undefined || ticket.session === session)
        .filter((ticket) => user === undefined || ticket.principal === user)
      for (const ticket of ended) endSession(world, ticket, now)
      return ended.length
    },
    configure(change) {
      world.setup = { ...world.setup, ...change }
    },
    get setup() {
      return world.setup
    },
    fail: (failure) => failures.add(failure),
    failRegistry() {
      world.registryFails = true
      return () => {
        world.registryFails = false
      }
    },
    restart() {
      world.registry.removeAll()
    },
    clean() {
      const now = clock.now()
      for (const ticket of world.registry.expired(now)) endSession(world, ticket, now)
    },
    requests,
    messages: world.messages,
    onMessage(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    async respond(request, signal) {
      const at = clock.now()
      const cookie = cookieOf(request, cookieName) !== undefined
      const failure = failures.meet(pathBelow(world, request), request)
      const logged: { -readonly [K in keyof LoggedRequest]: LoggedRequest[K] } = {
        method: request.method,
        path: pathOf(request),
        cookie,
        at,
        ...(failure && { failed: true }),
      }
      requests.push(logged)
      const response =
        (failure && answerOf(failure, at)) ??
        (failure?.reset ? undefined : handle(world, request, at))
      await clock.wait(failure?.delayMs ?? 0, signal)
      if (failure?.reset || !response) return { kind: 'reset' }
      logged.status = response.status
      return { kind: 'response', response }
    },
    moveTo(url) {
      world.url = url.replace(/\/$/, '')
    },
  }
  let browser: Browser | undefined
  return cas
}

function signIn(
  world: World,
  user: string,
  browser: Browser | null,
  options: Omit<SignInOptions, 'browser'>,
  now: number,
): { readonly session: SessionView; readonly cookie: string } {
  if (!Object.hasOwn(world.users, user)) throw new RangeError(`This CAS has no user "${user}".`)
  const headers: Record<string, string> = {
    'user-agent': options.userAgent ?? browser?.userAgent ?? 'in-memory',
    ...(browser && { cookie: browser.cookieHeader(`${world.url}/login`) }),
  }
  const address = options.address ?? browser?.address ?? '127.0.0.1'
  const request = { method: 'POST', target: '/', headers, body: '', address }
  const rememberMe = options.rememberMe ?? false
  const made = authenticate(world, request, user, rememberMe, options.service, now)
  browser?.setCookie(cookieName, made.cookie, new URL(world.url).pathname)
  if (options.service !== undefined) {
    const grant = { url: options.service, requestHeaders: [], requestParameters: [] }
    world.registry.grant(made.ticket, grant, true, now)
  }
  return { session: view(made.ticket), cookie: made.cookie }
}

function view(ticket: TicketGrantingTicket): SessionView {
  return {
    session: ticket.session,
    ticket: new TicketId(ticket.id).toString(),
    principal: ticket.principal,
    createdAt: ticket.createdAt,
    lastUsedAt: ticket.lastUsedAt,
    uses: ticket.uses,
    rememberMe: ticket.rememberMe,
    services: ticket.services.map(({ url }) => url),
    ...limitsOf(ticket),
  }
}
