// Several tabs of one origin in real browsers: one tab's worth of requests, and everybody knows.
import { afterEach, describe, expect, test } from 'vitest'
import { until } from '../../scripts/browser/until.js'
import { createOrigin, type Origin, type OriginOptions } from '../../scripts/tabs/origin.js'
import type { WatchingTab } from '../../scripts/tabs/watching-tab.js'
import { describeInBrowsers } from './browser.js'

/** A minute of the pages takes three seconds. */
const fast = { rate: 20 }
const minute = 60_000
/** How late fast pages may be: half a second of real time. */
const slackMs = 10_000

describeInBrowsers('tabs of one origin', (driver, name) => {
  const origins: Origin[] = []
  afterEach(async () => {
    for (const origin of origins.splice(0)) await origin.close()
  })

  async function begin(options: OriginOptions = {}): Promise<Origin> {
    const origin = await createOrigin(driver(), { patience: 5, ...options })
    origins.push(origin)
    return origin
  }

  test.each([1, 2, 10])(
    '%i ask once a minute, and all are told of the end at once',
    async (count) => {
      const origin = await begin(fast)
      const tabs = await openMany(origin, count)
      for (const tab of tabs) await tab.knows('signed-in')
      const from = origin.looks.length - 1
      await seeLooks(origin, from + 2)
      origin.cas.endSession()
      await allKnow(tabs, 'signed-out')
      expectOneTabsWorth(origin, from)
    },
  )

  describe('the one that looked last is gone', () => {
    const ways: Readonly<Record<string, (tab: WatchingTab, origin: Origin) => Promise<unknown>>> = {
      closed: ({ tab }) => tab.close(),
      'navigated away': ({ tab }, { blankUrl }) => tab.goto(blankUrl),
      crashed: ({ tab }) => driver().crash(tab),
      // Only Chromium freezes on command.
      ...(name === 'chromium' && { frozen: ({ tab }) => driver().freeze(tab) }),
    }

    test.each(Object.entries(ways))(
      '%s: the others go on, and know of the end',
      async (_, leave) => {
        const origin = await begin(fast)
        const poller = await origin.open({ window: true })
        await poller.knows('signed-in')
        const others = [await origin.open({ window: true }), await origin.open()]
        for (const tab of others) await tab.knows('signed-in')
        await leave(poller, origin)
        const from = origin.looks.length
        origin.cas.endSession()
        await allKnow(others, 'signed-out')
        expect(origin.looks).toHaveLength(from + 1)
      },
    )

    test.each(Object.entries(ways))(
      '%s while it asks: another waits ten seconds, then asks',
      async (_, leave) => {
        // Ten seconds take two.
        const origin = await begin({ rate: 5, patience: 2 })
        const poller = await origin.open({ window: true })
        const other = await origin.open({ window: true })
        for (const tab of [poller, other]) {
          await tab.knows('signed-in')
          await tab.jump(11_000)
        }
        const from = origin.looks.length
        origin.cas.fail({ path: 'isloggedin', delayMs: 10 * minute, times: 1 })
        await poller.fire('online')
        await seeLooks(origin, from + 1)
        origin.cas.endSession()
        await other.fire('online')
        await leave(poller, origin)
        await other.knows('signed-out')
        const [asked, askedAgain] = instants(origin, from)
        const waitedMs = (askedAgain ?? Number.NaN) - (asked ?? Number.NaN)
        expect(waitedMs).toBeGreaterThan(10_000 - 100)
        expect(waitedMs).toBeLessThan(10_000 + slackMs)
      },
    )
  })

  test('one that is opened late knows without a look', async () => {
    const origin = await begin()
    const first = await origin.open()
    await first.knows('signed-in')
    const late = await origin.open()
    await late.knows('signed-in')
    expect((await late.sdk()).state).toEqual((await first.sdk()).state)
    expect(await late.causes()).toEqual([])
    expect(origin.looks).toHaveLength(1)
  })

  test('two that wake at once look once', async () => {
    const origin = await begin()
    const tabs = [await origin.open({ window: true }), await origin.open({ window: true })]
    for (const tab of tabs) await tab.knows('signed-in')
    await Promise.all(tabs.map((tab) => tab.jump(20_000)))
    await Promise.all(tabs.map((tab) => tab.fire('online')))
    for (const tab of tabs) await tab.knowsAnew()
    expect(origin.looks).toHaveLength(2)
    const causes = await Promise.all(tabs.map((tab) => tab.causes()))
    expect(causes.flat().sort()).toEqual(['online', 'start'])
  })

  test('clocks that are set forth or back make no storm, and the deadline stays true', async () => {
    const policy = { kind: 'time', maxTimeToLiveSeconds: 8 * 3600 } as const
    const origin = await begin({ ...fast, setup: { policy } })
    const tabs = [await origin.open({ window: true }), await origin.open({ window: true })]
    for (const tab of tabs) await tab.knows('signed-in')
    for (const ms of [180 * minute, -180 * minute]) {
      const from = origin.looks.length
      await Promise.all(tabs.map((tab) => tab.jump(ms)))
      await seeLooks(origin, from + 2)
      for (const tab of tabs) {
        await tab.knowsAnew()
        const limitAt = origin.cas.sessions()[0]?.timeLimitAt ?? Number.NaN
        const leftMs = limitAt - origin.cas.clock.now()
        expect(Math.abs((await tab.sdk()).remainingMs - leftMs)).toBeLessThan(slackMs)
        const { told } = await tab.journal()
        expect(told.map(({ status }) => status)).toEqual(['unknown', 'signed-in'])
      }
      expectOneTabsWorth(origin, from)
    }
  })

  test('without Web Locks they still share what they learn', async () => {
    const origin = await begin(fast)
    const tabs = [
      await origin.open({ window: true, without: 'locks' }),
      await origin.open({ window: true, without: 'locks' }),
      await origin.open({ without: 'locks' }),
    ]
    for (const tab of tabs) await tab.knows('signed-in')
    const from = origin.looks.length
    await seeLooks(origin, from + 1)
    origin.cas.endSession()
    await allKnow(tabs, 'signed-out')
    // The two visible ones may look in the same instant.
    expect(origin.looks.length - from).toBeLessThanOrEqual(4)
  })

  test('without BroadcastChannel each visible one looks for itself', async () => {
    const origin = await begin()
    const tabs = [
      await origin.open({ window: true, without: 'channels' }),
      await origin.open({ window: true, without: 'channels' }),
    ]
    for (const tab of tabs) await tab.knows('signed-in')
    expect(origin.looks).toHaveLength(2)
    origin.cas.endSession()
    for (const tab of tabs) {
      await tab.jump(20_000)
      await tab.fire('online')
      await tab.knows('signed-out')
    }
    expect(origin.looks).toHaveLength(4)
  })

  test('sessions at two servers are two', async () => {
    const origin = await begin()
    const other = await origin.addServer()
    const tabs = [
      await origin.open({ otherServer: other.url }),
      await origin.open({ otherServer: other.url }),
    ]
    for (const tab of tabs) {
      await tab.knows('signed-in')
      await until(
        'Nobody at the other server',
        async () => (await tab.sdk(1)).state.status,
        (status) => status === 'signed-out',
      )
    }
    expect(origin.looks).toHaveLength(1)
    expect(other.requests).toHaveLength(1)
  })

  test('a sign-out in one is told to the others, who ask nothing', async () => {
    const origin = await begin()
    const here = await origin.open()
    const others = [await origin.open(), await origin.open()]
    for (const tab of [here, ...others]) await tab.knows('signed-in')
    expect(await here.signOut()).toBe(true)
    for (const tab of others) {
      await tab.knows('signed-out')
      expect((await tab.sdk()).state).toMatchObject({ reason: 'signed-out-here', user: 'casuser' })
      expect(await tab.causes()).toEqual([])
    }
  })
})

/** Two windows, both visible, and the rest hidden behind the second. */
async function openMany({ open }: Origin, count: number): Promise<readonly WatchingTab[]> {
  const tabs: WatchingTab[] = []
  while (tabs.length < count) tabs.push(await open({ window: tabs.length < 2 }))
  const visible = await Promise.all(tabs.map((tab) => tab.isVisible()))
  expect(visible.filter(Boolean)).toHaveLength(Math.min(count, 2))
  return tabs
}

async function seeLooks({ looks }: Origin, count: number): Promise<void> {
  await until(
    `${count} looks`,
    () => looks.length,
    (seen) => seen >= count,
    15_000,
  )
}

const instants = ({ looks }: Origin, from: number) => looks.slice(from).map(({ casAt }) => casAt)

/** Each a minute after the one before, whoever asked. */
function expectOneTabsWorth(origin: Origin, from: number): void {
  const [first = Number.NaN, ...later] = instants(origin, from)
  later.reduce((before, at) => {
    expect(at - before).toBeGreaterThan(minute - slackMs)
    expect(at - before).toBeLessThan(minute + slackMs)
    return at
  }, first)
}

async function allKnow(
  tabs: readonly WatchingTab[],
  status: 'signed-in' | 'signed-out',
): Promise<void> {
  const told = await Promise.all(tabs.map((tab) => tab.knows(status)))
  expect(Math.max(...told) - Math.min(...told)).toBeLessThan(500)
}
