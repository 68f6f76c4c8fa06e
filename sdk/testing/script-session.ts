// A session to whom happens what a script says: the SDK's own, in front of the in-memory CAS, on a clock that is turned.
import { createClient } from '../client.js'
import { SsoError } from '../errors.js'
import { prefixOf } from '../options.js'
import { gatewayUrl, logoutUrl } from '../urls.js'
import { createSession, type Session, type WatchOptions } from '../watch-session.js'
import type { BrowserOptions } from './browser.js'
import { countCalls } from './calls.js'
import { type CasOptions, createCas, defaultUsers, type InMemoryCas } from './cas.js'
import { createClock, type Duration, milliseconds } from './clock.js'
import { defaultPolicy } from './policies.js'
import { createPretendPage, type Wake } from './pretend-page.js'
import { durationOf, type ScriptLimits, type ScriptStep, scenesOf } from './script.js'
import type { ExpirationPolicy } from './setup.js'

export interface ScriptOptions
  extends Omit<WatchOptions, 'fetch' | 'clock' | 'environment' | 'openChannel' | 'navigate'>,
    Pick<CasOptions, 'url' | 'line' | 'setup' | 'users'>,
    Pick<BrowserOptions, 'origin' | 'thirdPartyCookies'> {
  /** When the script starts: ms since 1970, or an ISO 8601 text. Default: always the same instant. */
  readonly startAt?: number | string
}

/** What can be done to a scripted session. Each promise resolves when all has happened that happens by then. */
export interface ScriptedSession {
  /** As from `watchSession`, but alone: it has to do with no other tab and no other script. */
  readonly session: Session
  /** The server behind it, for whatever no step says. */
  readonly cas: InMemoryCas
  /** Where the session wanted to take the page, as a full sign-out does. */
  readonly visited: readonly string[]
  /** Time goes by: what falls due happens in order, each at its own instant. */
  advance(by: Duration): Promise<void>
  /** Time goes by while the machine sleeps: CAS goes on, and what the page had planned comes late. */
  sleep(by: Duration): Promise<void>
  hide(): Promise<void>
  show(): Promise<void>
  /** The browser tells the page that the world may have changed; one that is hidden takes no notice. */
  wake(by: Wake): Promise<void>
}

const usualStart = '2026-01-05T09:00:00Z'
/** An application that is registered at the in-memory CAS. */
const someService = 'http://127.0.0.1/app'

/** @throws TypeError with a sentence that names the step and its field, or the option */
export function scriptSession(
  steps: readonly ScriptStep[],
  options: ScriptOptions = {},
): ScriptedSession {
  const scenes = scenesOf(steps)
  const {
    startAt = usualStart,
    url = 'https://sso.example.org/cas',
    origin = new URL(prefixOf(url)).origin,
    line = '7.2',
    setup = {},
    users = {},
    thirdPartyCookies = 'sent',
    ...watchOptions
  } = options
  const clock = createClock({ fixedAt: startAt })
  const { counting, waitingFor, settled } = countCalls()
  const cas = createCas({
    url,
    line,
    setup,
    clock: waitingFor(clock),
    users: { ...namedIn(steps), ...users },
    random: repeatable(),
  })
  const browser = cas.newBrowser({ origin, thirdPartyCookies })
  const page = createPretendPage(clock)
  const visited: string[] = []
  let offline = false
  let moves = 0
  let stopFailing = () => {}
  let before: Promise<void> = Promise.resolve()

  const settings: WatchOptions = {
    random: () => 0.5,
    ...watchOptions,
    clock: page.clock,
    environment: page.environment,
    navigate: (to) => void visited.push(to),
    fetch: async (...request) => {
      if (offline) throw new SsoError('offline')
      return browser.fetch(...request)
    },
  }
  const client = createClient(cas.url, settings)
  const { status, logout, touch } = client
  const countedClient = {
    ...client,
    status: counting(status),
    logout: counting(logout),
    touch: counting(touch),
  }
  const session = createSession(countedClient, settings, () => {})

  const play = counting(async (step: ScriptStep) => {
    const wasOffline = offline
    stopFailing()
    offline = false
    if (step.signedIn) signIn(step.signedIn, step.limits)
    else if (step.signedIn === false) await end(step)
    else if (step.used) await visit(gatewayUrl(cas.url, someService))
    if (step.failure === 'offline') offline = true
    else if (step.failure) stopFailing = cas.fail(step.failure)
    if (wasOffline && !offline) page.wake('online')
    if (step.visible !== undefined) page.see(step.visible)
  })

  function signIn(user: string, limits?: ScriptLimits): void {
    if (limits) cas.endSession()
    const policy = limits ? policyOf(limits) : (setup.policy ?? defaultPolicy)
    cas.configure({ policy, ssoEnabled: setup.ssoEnabled ?? true })
    cas.signIn(user, { browser })
  }

  async function end({ because = 'administrator' }: Extract<ScriptStep, { signedIn: false }>) {
    switch (because) {
      case 'administrator':
        return void cas.endSession()
      case 'another-tab':
        return visit(logoutUrl(cas.url, { confirmed: true }))
      case 'new-address':
        moves += 1
        return browser.moveTo(`192.0.2.${moves}`)
      case 'sso-disabled':
        return cas.configure({ ssoEnabled: false })
      default:
        return because satisfies never
    }
  }

  async function visit(address: string): Promise<void> {
    if (cas.sessions().length > 0) await browser.open(address)
  }

  /** One after another, also when somebody doesn't wait. */
  function inTurn(act: () => void | Promise<void>): Promise<void> {
    const done = before.then(act).then(settled)
    before = done.catch(() => {})
    return done
  }

  for (const { atMs, step } of scenes) {
    if (atMs === 0) void play(step)
    else clock.after(atMs, () => void play(step))
  }

  return {
    session,
    cas,
    visited,
    async advance(by) {
      const ms = durationOf('advance', by)
      await inTurn(() => clock.runFor(ms, settled))
    },
    async sleep(by) {
      const ms = durationOf('sleep', by)
      await inTurn(() => {
        page.fallAsleep()
        return clock.runFor(ms, settled).finally(page.wakeUp)
      })
    },
    hide: () => inTurn(() => page.see(false)),
    show: () => inTurn(() => page.see(true)),
    wake: (by) => inTurn(() => page.wake(by)),
  }
}

function namedIn(steps: readonly ScriptStep[]): NonNullable<CasOptions['users']> {
  const named = steps.flatMap(({ signedIn }) => signedIn || [])
  return { ...Object.fromEntries(named.map((name) => [name, { password: '' }])), ...defaultUsers }
}

function policyOf({ time, idle }: ScriptLimits): ExpirationPolicy {
  const maxTimeToLiveSeconds = milliseconds(time ?? 0) / 1000
  const timeToKillSeconds = milliseconds(idle ?? 0) / 1000
  if (time && idle) return { kind: 'primary', maxTimeToLiveSeconds, timeToKillSeconds }
  if (time) return { kind: 'time', maxTimeToLiveSeconds }
  return idle ? { kind: 'idle', timeToKillSeconds } : { kind: 'never' }
}

/** Tickets are the same at each run (the minimal standard generator of Park and Miller). */
function repeatable(): () => number {
  let seed = 1
  return () => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed / 2_147_483_647
  }
}
