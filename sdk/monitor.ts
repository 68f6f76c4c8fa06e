// Watches one session: asks the client when the schedule says so, lets the machine decide, tells the listeners.
import type { Client } from './client.js'
import { at, type Clock } from './clock.js'
import type { Environment } from './environment.js'
import { failureOf } from './errors.js'
import { type Memory, nothingKnown, type Observation, reduce } from './machine.js'
import { earliest, type NextLook, nextLook, type Pace } from './schedule.js'
import type { LookCause, SessionEvents, SessionState } from './session.js'
import { logoutUrl } from './urls.js'
import { dueWarning, nextWarningAt } from './warnings.js'

export interface MonitorOptions extends Pace {
  readonly clock: Clock
  /** Where we run; default: this tab, or Node. */
  readonly environment: Environment
  /** Uniform in [0, 1). */
  readonly random: () => number
  /** `expiring` is told this long before a deadline. */
  readonly warnBeforeMs: readonly number[]
  /** Hears every observation: for debugging and timelines. */
  readonly observe?: (observation: Observation, memory: Memory) => void
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
   * Counts as activity and looks again: the only call that extends the idle limit, where the deployer allows it.
   * `renewed` is true only if the idle limit moved. Rejects with an `SsoError`.
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
  options: MonitorOptions,
  onDispose: () => void,
): Session {
  const { clock, environment, warnBeforeMs } = options
  const listeners = new Set<readonly [event: string, listener: (detail: never) => void]>()
  const told = new Set<string>()
  let memory = nothingKnown
  let looking: Promise<SessionState> | undefined
  let leaving: Promise<SignOut> | undefined
  /** A wake asks for a look, as soon as one is allowed. */
  let woken: NextLook | undefined
  let cancelTimer: Unsubscribe | undefined
  let stopWaking: Unsubscribe | undefined

  function tell(event: string, detail: unknown): void {
    for (const [wanted, listener] of [...listeners]) {
      if (wanted !== event) continue
      try {
        listener(detail as never)
      } catch (error) {
        environment.report(error)
      }
    }
  }

  function listen(
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
    plan()
    return stop
  }

  function rest(): void {
    cancelTimer?.()
    stopWaking?.()
    stopWaking = undefined
  }

  function wake(cause: LookCause): void {
    woken = { at: earliest(memory, clock.now()), cause }
    plan()
  }

  /** Looks if it is time; else one timer stands at the next look or warning, whichever is sooner. */
  function plan(): void {
    cancelTimer?.()
    if (!stopWaking || looking) return
    const now = clock.now()
    const routine = nextLook(memory, options, environment.visible(), now)
    const next = woken && woken.at < routine.at ? woken : routine
    if (next.at <= now) {
      void look(next.cause)
      return
    }
    warn(now)
    const instant = Math.min(next.at, nextWarningAt(memory.state, warnBeforeMs, now))
    if (instant === Number.POSITIVE_INFINITY) return
    cancelTimer = at(clock, instant, () => {
      if (clock.now() > instant + lateMs) wake('late-timer')
      else plan()
    })
  }

  function warn(now: number): void {
    const warning = dueWarning(memory.state, warnBeforeMs, now)
    if (!warning || told.has(warning.key)) return
    told.add(warning.key)
    tell('expiring', warning.detail)
  }

  /** Joins a look under way: nothing is asked twice at once. */
  function look(cause: LookCause, signingOut = false): Promise<SessionState> {
    woken = undefined
    const askedAt = clock.now()
    looking ??= client
      .status()
      .catch((error) => ({ askedAt, arrivedAt: clock.now(), report: failureOf(error) }))
      .then(({ report: outcome, ...instants }) => {
        looking = undefined
        return learn({ cause, outcome, signingOut, ...instants })
      })
    return looking
  }

  function learn(seen: Omit<Observation, 'dice' | 'crossSite'>): SessionState {
    const before = memory.state
    const observation: Observation = {
      ...seen,
      dice: options.random(),
      crossSite: environment.crossSite(client.server),
    }
    const step = reduce(memory, observation)
    memory = step.memory
    options.observe?.(observation, memory)
    if (memory.state !== before) tell('state', memory.state)
    for (const { type, detail } of step.events) tell(type, detail)
    plan()
    return memory.state
  }

  /** Only a look before and one after, by the same route, prove the end. */
  async function quietLogout(): Promise<SignOut> {
    const before = await look('logout')
    const seen = before.status === 'signed-in' && !before.trouble
    await client.logout()
    await looking
    const after = await look('logout', seen)
    return { proved: seen && after.status === 'signed-out' && !after.trouble }
  }

  return {
    server: client.server,
    get state() {
      return memory.state
    },
    get checkedAt() {
      return memory.checkedAt
    },
    subscribe(listener, listenOptions) {
      const stop = listen('state', listener, listenOptions)
      listener(memory.state)
      return stop
    },
    on: listen,
    check: () => look('check'),
    async renew() {
      const before = idleLimitAt(memory.state)
      const { report: outcome, ...instants } = await client.touch()
      const after = idleLimitAt(learn({ cause: 'renew', outcome, ...instants }))
      return { renewed: after > before }
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

function idleLimitAt(state: SessionState): number {
  return (state.status === 'signed-in' && state.deadlines.idle?.at) || 0
}
