// A session on a stage: the monitor before the in-memory CAS, on one clock that tests turn, in a page that is made up.
import type { Observation, Session, SessionEvents, SessionState, WatchOptions } from 'sso-pulse'
import { createClient } from 'sso-pulse'
import { type Browser, type CasSetup, createCas, type InMemoryCas } from 'sso-pulse/testing'
import { createSession } from '../../sdk/watch-session.js'
import { type PretendPage, pretendPage } from './pretend-page.js'
import { noon, type TurnableClock, turnableClock } from './turnable-clock.js'

export const minute = 60_000
export const hour = 60 * minute

/** Every event in order, as one line each. */
export function journal(session: Session): string[] {
  const lines: string[] = []
  const on = <E extends keyof SessionEvents>(
    event: E,
    line: (detail: SessionEvents[E]) => unknown,
  ) => session.on(event, (detail) => lines.push(`${event} ${line(detail)}`))
  on('started', ({ user }) => user)
  on('expiring', ({ limit, remainingMs }) => `${limit} ${Math.round(remainingMs / 1000)}`)
  on('ended', ({ reason }) => reason)
  on('other-user', ({ user }) => user)
  on('trouble', ({ trouble }) => trouble?.kind)
  on('recovered', ({ status }) => status)
  return lines
}

export interface Stage {
  readonly clock: TurnableClock
  readonly cas: InMemoryCas
  readonly browser: Browser
  readonly page: PretendPage
  readonly session: Session
  readonly states: SessionState[]
  readonly looks: Observation[]
  /** Subscribes, and writes down states and observations. */
  watch(): () => void
  /** The paths that CAS was asked for. */
  asked(): string[]
}

/** A browser says from where it asks (Fetch Metadata). */
function asFrom(page: PretendPage, fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers)
    if (page.elsewhere) headers.set('sec-fetch-site', 'cross-site')
    return fetch(input, { ...init, headers })
  }
}

export interface StageOptions extends WatchOptions {
  readonly setup?: Parameters<typeof createCas>[0] extends infer T
    ? T extends { readonly setup?: infer S }
      ? S
      : CasSetup
    : CasSetup
  /** How far the server's clock is ahead. */
  readonly serverAheadMs?: number
  /** The origin of the page; default: none, as in an extension. */
  readonly origin?: string
}

export function setStage(options: StageOptions = {}): Stage {
  const { setup = {}, serverAheadMs = 0, origin, ...watchOptions } = options
  const clock = turnableClock(noon, 8)
  const cas = createCas({
    setup,
    clock: {
      now: () => clock.now() + serverAheadMs,
      after: clock.after,
      advance: () => {},
      stop: () => {},
      wait: (ms) =>
        ms > 0 ? new Promise((done) => void clock.after(ms, done)) : Promise.resolve(),
    },
  })
  const browser = origin ? cas.newBrowser({ origin }) : cas.browser
  const page = pretendPage()
  const settings = {
    clock,
    environment: page,
    navigate: page.navigate,
    random: () => 0.5,
    fetch: asFrom(page, browser.fetch),
    ...watchOptions,
  }
  const session = createSession(createClient(cas.url, settings), settings, () => {})
  const states: SessionState[] = []
  const looks: Observation[] = []
  return {
    clock,
    cas,
    browser,
    page,
    session,
    states,
    looks,
    watch() {
      const stops = [
        session.on('observation', (look) => looks.push(look)),
        session.subscribe((state) => states.push(state)),
      ]
      return () => {
        for (const stop of stops) stop()
      }
    },
    asked: () => cas.requests.map(({ method, path }) => `${method} ${path}`),
  }
}

/** What a state says of the deadline that ends it, in seconds from now. */
export function secondsLeft(state: SessionState, now: number): number | undefined {
  const end = state.deadlines?.[0]
  return end && Math.round((end.at - now) / 1000)
}
