// How new what is known stays, and what that costs: what makes us look, and how many requests a day takes.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createStage, minute, type Stage } from './stage.js'

const hour = 60 * minute
const login = 'http://127.0.0.1:8080/cas/login'

let stage: Stage

beforeEach(() => {
  stage = createStage()
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** A page was loaded in a tab. */
async function visit(url: string | undefined, tab: object = {}): Promise<void> {
  const shown = { ...(url && { url }), ...tab }
  await stage.browser.tabs.onUpdated.emit(1, { status: 'loading' }, shown)
  await stage.browser.tabs.onUpdated.emit(1, { status: 'complete' }, shown)
  await stage.browser.tabs.onUpdated.emit(1, {}, shown)
}

async function becomes(state: 'active' | 'idle' | 'locked'): Promise<void> {
  await stage.browser.idle.onStateChanged.emit(state)
  await stage.settle()
}

describe('a page of the server', () => {
  test('makes us look when it is there', async () => {
    await stage.boot()
    await stage.pass(minute)
    await visit(login)
    await stage.pass(1000)
    expect(stage.looks()).toBe(2)
    expect(stage.record().cause).toBe('visited')
  })

  test.each([
    ['of another site', 'http://127.0.0.1:8080/portal', {}],
    ['whose address begins alike', 'http://127.0.0.1:8080/casino/', {}],
    ['that we may not know', undefined, {}],
    ['in a container', login, { cookieStoreId: 'firefox-container-1' }],
    ['in a private window', login, { incognito: true }],
  ])('%s does not', async (_, url, tab) => {
    await stage.boot()
    await stage.pass(minute)
    await visit(url, tab)
    await stage.pass(1000)
    expect(stage.looks()).toBe(1)
  })

  test('that changes the cookie, too, makes us look once', async () => {
    await stage.boot()
    await stage.pass(minute)
    stage.cas.signIn('casuser')
    await stage.cookieChanges()
    await visit(login)
    await stage.pass(5000)
    expect(stage.looks()).toBe(2)
    expect(stage.state().status).toBe('signed-in')
  })

  test('loaded again and again makes us look every ten seconds at most', async () => {
    await stage.boot()
    await stage.pass(minute)
    for (let turn = 0; turn < 20; turn += 1) {
      await visit(login)
      await stage.pass(1000)
    }
    expect(stage.looks()).toBeLessThanOrEqual(4)
  })
})

describe('somebody who is back', () => {
  test('sees what is true now, where nothing was learned for minutes', async () => {
    await stage.boot()
    await stage.sleep(20 * minute)
    await becomes('active')
    expect(stage.record().cause).toBe('returned')
  })

  test('makes us try again what failed while the network was still down', async () => {
    await stage.boot()
    const heal = stage.cas.fail({ path: 'isloggedin', reset: true })
    await stage.ask('check')
    expect(stage.state().trouble).toBeDefined()
    heal()
    await stage.pass(11_000)
    await becomes('active')
    expect(stage.state().trouble).toBeUndefined()
  })

  test('costs nothing while the alarm keeps what is known new', async () => {
    await stage.boot()
    await stage.pass(4 * minute)
    await becomes('locked')
    await becomes('active')
    expect(stage.looks()).toBe(1)
  })
})

describe('what a stable session costs in any hour', () => {
  /** The most requests in any 60 minutes. */
  function busiestHour(): number {
    const looks = stage.cas.requests.filter(({ path }) => path === '/cas/isloggedin')
    return Math.max(
      ...looks.map(
        ({ at }) => looks.filter((other) => other.at >= at && other.at < at + hour).length,
      ),
    )
  }

  beforeEach(async () => {
    stage.browser.allowNotifications('chromium')
    await stage.setUp({ warnings: { notify: true } })
    stage.cas.configure({
      policy: { kind: 'primary', maxTimeToLiveSeconds: 30 * 3600, timeToKillSeconds: 30 * 3600 },
    })
    stage.cas.signIn('casuser')
    await stage.boot()
  })

  test('an idle day', async () => {
    await stage.pass(24 * hour)
    expect(stage.looks()).toBeGreaterThan(24 * 11)
    expect(busiestHour()).toBeLessThanOrEqual(13)
  })

  test('a working day: other pages, breaks, a locked screen, a network that comes back', async () => {
    for (let at = 0; at < 7; at += 1) {
      await stage.pass(17 * minute)
      await visit('https://portal.example.org/')
      await visit(undefined)
      await stage.pass(11 * minute)
      await becomes('idle')
      await stage.pass(4 * minute)
      await becomes('active')
      await stage.pass(20 * minute)
      await becomes('locked')
      await stage.pass(minute)
      await becomes('active')
      await stage.online()
      await stage.pass(7 * minute)
    }
    expect(busiestHour()).toBeLessThanOrEqual(13)
  })

  test('a laptop that sleeps and wakes', async () => {
    for (let at = 0; at < 7; at += 1) {
      await stage.pass(25 * minute)
      await becomes('locked')
      await stage.sleep(35 * minute)
      await stage.pass(1)
      await stage.online()
      await becomes('active')
    }
    expect(busiestHour()).toBeLessThanOrEqual(13)
    expect(stage.state().status).toBe('signed-in')
  })
})
