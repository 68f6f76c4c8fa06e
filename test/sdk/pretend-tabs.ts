// Tabs that are made up: each with a page of its own, all on one clock, one channel and one lock.
import { createClient, type LookCause, type Session, type SessionState } from 'sso-pulse'
import { createCas, type InMemoryCas } from 'sso-pulse/testing'
import type { Channel } from '../../sdk/environment.js'
import { createSession } from '../../sdk/watch-session.js'
import { type PretendPage, pretendPage } from './pretend-page.js'
import { journal, type StageOptions } from './stage.js'
import { noon, type TurnableClock, turnableClock } from './turnable-clock.js'

/** What an origin has besides its tabs. */
export interface Origin {
  openChannel(name: string, hear: (message: unknown) => void): Channel
  /** Messages so far. */
  readonly messages: readonly unknown[]
  readonly openChannels: number
}

export function pretendOrigin({ locks = true } = {}): Origin {
  const channels = new Map<object, { name: string; hear: (message: unknown) => void }>()
  const messages: unknown[] = []
  let turn: Promise<unknown> = Promise.resolve()
  return {
    messages,
    get openChannels() {
      return channels.size
    },
    openChannel(name, hear) {
      const self = {}
      channels.set(self, { name, hear })
      return {
        send(message) {
          messages.push(message)
          for (const [other, { name: heard }] of channels) {
            if (other === self || heard !== name) continue
            const copy = structuredClone(message)
            setImmediate(() => channels.get(other)?.hear(copy))
          }
        },
        inTurn(work, signal) {
          if (!locks) return Promise.reject(new Error('There are no locks.'))
          const mine = turn.then(() => {
            signal.throwIfAborted()
            return work()
          })
          turn = mine.catch(() => {})
          return Promise.race([
            mine,
            new Promise<void>((_, reject) => {
              signal.addEventListener('abort', () => reject(signal.reason))
            }),
          ])
        },
        close: () => channels.delete(self),
      }
    },
  }
}

export interface Tab {
  readonly page: PretendPage
  readonly session: Session
  readonly events: string[]
  readonly states: SessionState[]
  /** From here on nothing runs in it: timers, messages and answers stay silent. Chromium's frozen tabs still hear. */
  freeze(options?: { readonly hears?: boolean }): void
  close(): void
}

export interface Tabs {
  readonly clock: TurnableClock
  readonly cas: InMemoryCas
  readonly origin: Origin
  open(options?: StageOptions): Tab
  /** Looks that reached the server. */
  looks(): number
}

export function pretendTabs(
  options: StageOptions & { readonly locks?: boolean; readonly alone?: boolean } = {},
): Tabs {
  const { setup = {}, locks = true, alone = false, ...watchOptions } = options
  const clock = turnableClock(noon, 12)
  const cas = createCas({
    setup,
    clock: {
      now: clock.now,
      after: clock.after,
      advance: () => {},
      stop: () => {},
      wait: (ms) =>
        ms > 0 ? new Promise((done) => void clock.after(ms, done)) : Promise.resolve(),
    },
  })
  const origin = pretendOrigin({ locks })

  function open(own: StageOptions = {}): Tab {
    const page = pretendPage()
    let frozen = false
    let deaf = false
    const unless =
      <T extends unknown[]>(stopped: () => boolean, callback: (...input: T) => void) =>
      (...input: T) => {
        if (!stopped()) callback(...input)
      }
    const settings = {
      clock: {
        now: clock.now,
        after: (ms: number, callback: () => void) =>
          clock.after(
            ms,
            unless(() => frozen, callback),
          ),
      },
      environment: page,
      ...(!alone && {
        openChannel: (name: string, hear: (message: unknown) => void) =>
          origin.openChannel(
            name,
            unless(() => deaf, hear),
          ),
      }),
      navigate: page.navigate,
      random: () => 0.5,
      fetch: async (...request: Parameters<typeof fetch>) => {
        const response = await cas.fetch(...request)
        return frozen ? new Promise<never>(() => {}) : response
      },
      ...watchOptions,
      ...own,
    }
    const session = createSession(createClient(cas.url, settings), settings, () => {})
    const events = journal(session)
    const states: SessionState[] = []
    session.subscribe((state) => states.push(state))
    return {
      page,
      session,
      events,
      states,
      freeze({ hears = false } = {}) {
        frozen = true
        deaf = !hears
      },
      close: () => session[Symbol.dispose](),
    }
  }

  return {
    clock,
    cas,
    origin,
    open,
    looks: () => cas.requests.filter(({ path }) => path.endsWith('/isloggedin')).length,
  }
}

/** A person turns to the tab. */
export function show(tab: Tab, cause: LookCause = 'visibilitychange'): void {
  tab.page.seen = true
  tab.page.wakeBy(cause)
}
