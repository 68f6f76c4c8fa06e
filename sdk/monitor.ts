// Watches one session: asks the client when the schedule says so, lets the machine decide, tells the listeners.
import type { Client } from './client.js'
import { type Clock, longestTimerMs, systemClock } from './clock.js'
import type { Environment } from './environment.js'
import { failureOf } from './errors.js'
import { nothingKnown, type Observation, reduce } from './machine.js'
import { page } from './page.js'
import { nextLook } from './schedule.js'
import type { LookCause, SessionEvents, SessionState } from './session.js'
import { logoutUrl } from './urls.js'
import { warningOf } from './warnings.js'

export interface MonitorOptions {
  readonly clock?: Clock
  /** Where we run; default: this tab, or Node. */
  readonly environment?: Environment
  /** Uniform in [0, 1); default `Math.random`. */
  readonly random?: () => number
  /** Known longer than this is stale while somebody can see it; default 60,000. */
  readonly maxStalenessMs?: number
  /** `expiring` is told this long before a deadline; default 10 and 2 minutes. */
  readonly warnBeforeMs?: readonly number[]
}

export interface ListenOptions {
  /** Ends the subscription. */
  readonly signal?: AbortSignal
}

export type Unsubscribe = () => void

/** What a quiet sign-out did. */
export interface SignOut {
  /** True only if a look saw the session and the next one, by the same route, no longer did. */
  readonly proved: boolean
}

/** One watched session. It works only while somebody listens; `check` and the other calls work always. */
export interface Session {
  readonly server: string
  /** The same object (`===`) as long as nothing changed. */
  readonly state: SessionState
  /** The last definite answer; moves at each look, while `state` keeps its identity. */
  readonly checkedAt: number | undefined
  /** Called at once, then on each change. */
  subscribe(listener: (state: SessionState) => void, options?: ListenOptions): Unsubscribe
  on<E extends keyof SessionEvents>(
    event: E,
    listener: (detail: SessionEvents[E]) => void,
    options?: ListenOptions,
  ): Unsubscribe
  /** Looks now; joins a look under way. Resolves also when the look failed: the state tells. */
  check(): Promise<SessionState>
  /**
   * Looks, counts as activity and looks again: the only call that extends the idle limit, where the deployer allows
   * it. `renewed` is true only if the idle limit moved. Rejects with an `SsoError`.
   */
  renew(): Promise<{ readonly renewed: boolean }>
  /**
   * Ends the SSO session. `full` (default) leaves this page for CAS's own, which also tells front-channel
   * applications, and never resolves; `quiet` asks in the background and is `proved` by a look before and after.
   */
  logout(options?: {
    readonly mode?: 'full' | 'quiet'
    /** Where CAS sends the browser after a full logout, if its deployer allows it. */
    readonly service?: string
    /** As in `cas.logout.redirect-parameter`; default `service`. */
    readonly redirectParameter?: string
  }): Promise<SignOut>
  /** Ends all subscriptions. */
  [Symbol.dispose](): void
}

/** A timer this late was held up by sleep: what it was to tell may no longer be true. */
const lateMs = 2000

export function createMonitor(
  client: Client,
  {
    clock = systemClock,
    environment = page,
    random = Math.random,
    maxStalenessMs = 60_000,
    warnBeforeMs = [600_000, 120_000],
  }: MonitorOptions,
  onDispose: () => void,
): Session {
  const listeners = new Set<readonly [event: string, listener: (detail: never) => void]>()
  const told = new Set<string>()
  let memory = nothingKnown
  let looking: Promise<SessionState> | undefined
  let leaving: Promise<SignOut> | undefined
  let signingOut = false
  let woken: LookCause | undefined
  let cancelTimer: Unsubscribe | undefined
  let stopWaking: Unsubscribe | undefined

  /** An exception is the listener's own: it is thrown in a turn of its own, where the platform reports it. */
  function call(listener: (detail: never) => void, detail: unknown): void {
    try {
      listener(detail as never)
    } catch (error) {
      clock.after(0, () => {
        throw error
      })
    }
  }

  function tell(event: string, detail: unknown): void {
    for (const entry of [...listeners]) {
      const [wanted, listener] = entry
      if (wanted === event && listeners.has(entry)) call(listener, detail)
    }
  }

  function on(
    event: string,
    listener: (detail: never) => void,
    { signal }: ListenOptions = {},
  ): Unsubscribe {
    const entry = [event, listener] as const
    const stop = () => {
      if (listeners.delete(entry) && !listeners.size) rest()
    }
    if (signal?.aborted) return stop
    signal?.addEventListener('abort', stop)
    listeners.add(entry)
    stopWaking ??= environment.onWake(wake)
    if (event === 'state') call(listener, memory.state)
    plan()
    return stop
  }

  function rest(): void {
    cancelTimer?.()
    stopWaking?.()
    stopWaking = undefined
  }

  function wake(cause: LookCause): void {
    woken = cause
    plan()
  }

  /** Looks if it is time; else one timer stands at the next look or warning, whichever is sooner. */
  function plan(): void {
    cancelTimer?.()
    if (!stopWaking || looking) return
    const now = clock.now()
    const next = nextLook(memory, { maxStalenessMs }, environment.visible(), now, woken)
    if (next.at <= now) {
      void look(next.cause)
      return
    }
    const warning = warningOf(memory.state, warnBeforeMs, now)
    const instant = Math.min(next.at, warning?.nextAt ?? Infinity, now + longestTimerMs)
    cancelTimer = clock.after(instant - now, () => {
      if (clock.now() > instant + lateMs) wake('late-timer')
      else plan()
    })
    if (warning?.key && !told.has(warning.key)) {
      told.add(warning.key)
      tell('expiring', warning.detail)
    }
  }

  /** Joins a look under way: nothing is asked twice at once. */
  function look(cause: LookCause): Promise<SessionState> {
    looking ??= learn(cause)
    return looking
  }

  async function learn(cause: LookCause): Promise<SessionState> {
    woken = undefined
    const askedAt = clock.now()
    const outcome = await client.status().catch(failureOf)
    looking = undefined
    const observation: Observation = {
      cause,
      askedAt,
      arrivedAt: clock.now(),
      outcome,
      dice: random(),
      signingOut,
      crossSite: environment.crossSite(client.server),
    }
    const before = memory.state
    const step = reduce(memory, observation)
    memory = step.memory
    if (!memory.failures) {
      woken = undefined
      signingOut &&= !!leaving
    }
    tell('observation', observation)
    if (memory.state !== before) tell('state', memory.state)
    for (const event of step.events) tell(event, memory.state)
    plan()
    return memory.state
  }

  /** Only a look before and one after, by the same route, show what an act changed. */
  async function around(
    cause: LookCause,
    act: (before: SessionState) => Promise<unknown>,
  ): Promise<[before: SessionState, after: SessionState]> {
    const before = await look(cause)
    await act(before)
    // One that is still under way may have asked before we acted.
    await looking
    return [before, await look(cause)]
  }

  async function quietLogout(): Promise<SignOut> {
    const [before, after] = await around('logout', (state) => {
      signingOut = isCertain(state, 'signed-in')
      return client.logout()
    })
    return { proved: isCertain(before, 'signed-in') && isCertain(after, 'signed-out') }
  }

  return {
    server: client.server,
    get state() {
      return memory.state
    },
    get checkedAt() {
      return memory.checkedAt
    },
    subscribe: (listener, listenOptions) => on('state', listener, listenOptions),
    on,
    check: () => look('check'),
    async renew() {
      const [before, after] = await around('renew', client.touch)
      return { renewed: idleLimitAt(after) > idleLimitAt(before) }
    },
    logout({ mode = 'full', service, redirectParameter } = {}) {
      if (mode === 'full') {
        environment.navigate(logoutUrl(client.server, service, redirectParameter))
        return new Promise(() => {})
      }
      leaving ??= quietLogout().finally(() => {
        leaving = undefined
      })
      return leaving
    },
    [Symbol.dispose]() {
      listeners.clear()
      rest()
      onDispose()
    },
  }
}

function isCertain({ status, trouble }: SessionState, wanted: SessionState['status']): boolean {
  return status === wanted && !trouble
}

function idleLimitAt({ deadlines }: SessionState): number {
  return deadlines?.find(({ limit }) => limit === 'idle')?.at ?? 0
}
