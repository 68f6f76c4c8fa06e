// The core of watching: asks the client when the schedule says so, lets the machine decide, tells the listeners.
import type { Looker } from './client.js'
import { type Clock, longestTimerMs, systemClock } from './clock.js'
import type { Environment, OpenChannel } from './environment.js'
import { failureOf } from './errors.js'
import { adopt, type Memory, nothingKnown, reduce, type Step } from './machine.js'
import type { LookCause, Observation } from './observation.js'
import { openChannel as openTabChannel, page } from './page.js'
import { nextLook } from './schedule.js'
import type { SessionEvents, SessionState, WatchEvents } from './session.js'
import { joinSiblings, type Siblings } from './siblings.js'

export interface MonitorOptions {
  /** Default: this machine's. */
  readonly clock?: Clock
  /** Where we run; default: this tab, or Node. */
  readonly environment?: Environment
  /** To the other tabs that watch the same; default: a BroadcastChannel, but none with a clock of your own. */
  readonly openChannel?: OpenChannel | undefined
  /** Uniform in [0, 1); default `Math.random`. */
  readonly random?: () => number
  /** Known longer than this is stale while somebody can see it; default 60,000. */
  readonly maxStalenessMs?: number
}

export interface ListenOptions {
  /** Ends the subscription. */
  readonly signal?: AbortSignal
}

export type Unsubscribe = () => void

/** A session that is only watched. It works while somebody listens; `check` works always. */
export interface Watch<Events = WatchEvents> {
  readonly server: string
  /** What it runs on, for those that show it: time is theirs too. */
  readonly clock: Clock
  readonly environment: Environment
  /** The same object (`===`) as long as nothing changed. */
  readonly state: SessionState
  /** The last definite answer; moves at each look, while `state` keeps its identity. */
  readonly checkedAt: number | undefined
  /** Called at once, then on each change. */
  subscribe(listener: (state: SessionState) => void, options?: ListenOptions): Unsubscribe
  on<E extends keyof Events>(
    event: E,
    listener: (detail: Events[E]) => void,
    options?: ListenOptions,
  ): Unsubscribe
  /** Looks now; joins a look under way. Resolves also when the look failed: the state tells. */
  check(): Promise<SessionState>
}

/** What a session with acts of its own is built on. */
export interface Monitor extends Watch<SessionEvents> {
  look(cause: LookCause): Promise<SessionState>
  /** Looks if it is time; with a cause, as soon as the pace allows. The look under way, if any. */
  wake(cause?: LookCause): Promise<SessionState> | undefined
  tell<E extends keyof SessionEvents>(event: E, detail: SessionEvents[E]): void
  /** Ends all subscriptions. */
  stop(): void
}

/** Answers when it wants to be asked again; what it has to tell it tells in a turn of its own. */
export type AsTimePasses = (state: SessionState, now: number) => number

/** What else is known of a look whose outcome has just arrived. */
export type Mark = (outcome: Observation['outcome']) => Partial<Observation>

/** A timer this late was held up by sleep: what it was to tell may no longer be true. */
const lateMs = 2000

export function createMonitor(
  looker: Looker,
  {
    clock = systemClock,
    environment = page,
    // Tabs share instants, so they must share the clock.
    openChannel = clock === systemClock ? openTabChannel : undefined,
    random = Math.random,
    maxStalenessMs = 60_000,
  }: MonitorOptions,
  asTimePasses?: AsTimePasses,
  mark?: Mark,
): Monitor {
  const listeners = new Set<readonly [event: string, listener: (detail: never) => void]>()
  let memory = nothingKnown
  let looking: Promise<SessionState> | undefined
  let lookingSince = 0
  let woken: LookCause | undefined
  let cancelTimer: Unsubscribe | undefined
  let stopWaking: Unsubscribe | undefined
  let siblings: Siblings | undefined

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
    stopWaking ??= start()
    if (event === 'state') call(listener, memory.state)
    void wake()
    return stop
  }

  /** Hears other tabs before it wakes: when a page is restored, its channel must open first. */
  function start(): Unsubscribe {
    siblings = join()
    return environment.onWake((cause) => wake(cause))
  }

  function rest(): void {
    cancelTimer?.()
    stopWaking?.()
    stopWaking = undefined
    siblings?.leave()
    siblings = undefined
  }

  function join(): Siblings | undefined {
    return joinSiblings(openChannel, looker.route, clock, (theirs) => {
      take(adopt(memory, theirs, clock.now()))
    })
  }

  /**
   * Looks if it is time, in turn with the other tabs; else one timer stands at the next look or warning, whichever is
   * sooner.
   */
  function wake(
    cause: LookCause | undefined = woken,
    isOurTurn = !siblings,
  ): Promise<SessionState> | undefined {
    woken = cause
    cancelTimer?.()
    const now = clock.now()
    // Firefox never answers what was asked before the page was cached.
    if (cause === 'pageshow' && now > lookingSince + lateMs) looking = undefined
    if (!stopWaking || looking) return looking
    const next = nextLook(memory, { maxStalenessMs }, environment.visible(), now, woken)
    const at = Math.max(next.at, siblings?.busyUntil(now) ?? 0)
    if (at <= now) return isOurTurn ? look(next.cause) : siblings?.queue(() => wake(woken, true))
    const alsoAt = asTimePasses?.(memory.state, now) ?? Infinity
    // A pace that is no number must not spin: then only events make us look.
    const instant = Math.min(at || Infinity, alsoAt, now + longestTimerMs)
    cancelTimer = clock.after(instant - now, () => {
      void wake(clock.now() > instant + lateMs ? 'late-timer' : undefined)
    })
    return undefined
  }

  /** Joins a look under way: nothing is asked twice at once. */
  function look(cause: LookCause): Promise<SessionState> {
    looking ??= learn(cause)
    return looking
  }

  async function learn(cause: LookCause): Promise<SessionState> {
    woken = undefined
    const known = memory
    const askedAt = clock.now()
    lookingSince = askedAt
    siblings?.claim()
    const outcome = await looker.status().catch(failureOf)
    looking = undefined
    const observation: Observation = {
      cause,
      askedAt,
      arrivedAt: clock.now(),
      outcome,
      dice: random(),
      ...mark?.(outcome),
    }
    // Another tab may have asked after us and been answered before.
    const isOutdated = memory !== known && memory.askedAt > askedAt
    const step = isOutdated ? { memory, events: [] } : reduce(memory, observation)
    share(step.memory)
    take(step, observation)
    return memory.state
  }

  /** Also one who only acts here, as by a sign-out, tells those who watch. */
  function share(learned: Memory): void {
    const tabs = siblings ?? join()
    tabs?.tell(learned)
    if (!siblings) tabs?.leave()
  }

  function take(step: Step, observation?: Observation): void {
    const before = memory.state
    // That another tab asks satisfies nobody yet.
    if (step.memory !== memory && !step.memory.failures) woken = undefined
    memory = step.memory
    if (observation) tell('observation', observation)
    if (memory.state !== before) tell('state', memory.state)
    for (const event of step.events) tell(event, memory.state)
    void wake()
  }

  return {
    server: looker.server,
    clock,
    environment,
    get state() {
      return memory.state
    },
    get checkedAt() {
      return memory.checkedAt
    },
    subscribe: (listener, options) => on('state', listener, options),
    on,
    check: () => look('check'),
    look,
    wake,
    tell,
    stop() {
      listeners.clear()
      rest()
    },
  }
}
