// What wakes a page in real browsers, and that it looks at once: never sooner than ten seconds after the last look.
import { afterEach, describe, expect, test } from 'vitest'
import { until } from '../../scripts/browser/until.js'
import { createOrigin, type Origin, type OriginOptions } from '../../scripts/tabs/origin.js'
import type { WatchingTab } from '../../scripts/tabs/watching-tab.js'
import { describeInBrowsers } from './browser.js'

const minute = 60_000

describeInBrowsers('a page that wakes', (driver, name) => {
  let origin: Origin | undefined
  afterEach(async () => {
    await driver().setOffline(false)
    await origin?.close()
  })

  async function begin(options: OriginOptions = {}): Promise<Origin> {
    origin = await createOrigin(driver(), { patience: options.rate ? 2 : 5, ...options })
    return origin
  }

  /** A page that knows who is signed in, long enough ago that it may look again. */
  async function asleep(options: OriginOptions = {}): Promise<[Origin, WatchingTab]> {
    const opened = await begin(options)
    const tab = await opened.open()
    await tab.knows('signed-in')
    await tab.rests()
    await tab.jump(20_000)
    return [opened, tab]
  }

  async function goAway({ tab }: WatchingTab, { blankUrl }: Origin): Promise<void> {
    await tab.goto(blankUrl)
  }

  async function comeBack(tab: WatchingTab): Promise<void> {
    await tab.tab.back()
    await tab.happened('restored')
  }

  describe('looks at once', () => {
    test('when it becomes visible', async () => {
      const [origin, tab] = await asleep()
      const other = await driver().open(origin.blankUrl)
      await tab.happened('hidden')
      origin.cas.endSession()
      await tab.tab.show()
      await tab.knows('signed-out')
      expect(await tab.causes()).toEqual(['start', 'visibilitychange'])
      await other.close()
    })

    test('when the network is back', async () => {
      const [origin, tab] = await asleep()
      await driver().setOffline(true)
      origin.cas.endSession()
      await driver().setOffline(false)
      await tab.knows('signed-out')
      expect(await tab.causes()).toEqual(['start', 'online'])
    })

    test('when its timer fires late, as after sleep', async () => {
      const [origin, tab] = await asleep({ rate: 20 })
      origin.cas.endSession()
      await tab.jump(180 * minute)
      await tab.knows('signed-out')
      expect(await tab.causes()).toEqual(['start', 'late-timer'])
    })

    test('when a deadline has passed, also while it is hidden', async () => {
      const policy = { kind: 'idle', timeToKillSeconds: 15 } as const
      const origin = await begin({ rate: 5, setup: { policy } })
      const tab = await origin.open()
      await tab.knows('signed-in')
      const other = await driver().open(origin.blankUrl)
      await tab.happened('hidden')
      const [session] = origin.cas.sessions()
      await tab.knows('signed-out')
      expect((await tab.sdk()).state).toMatchObject({ reason: 'expired-idle' })
      const [start, atDeadline, ...more] = origin.looks
      expect(start && atDeadline && more).toEqual([])
      // A hidden tab's timers go once a second, here five of its seconds: one for the deadline, one for its turn.
      const lateMs = (atDeadline?.casAt ?? Number.NaN) - (session?.idleLimitAt ?? Number.NaN)
      expect(lateMs).toBeGreaterThan(0)
      expect(lateMs).toBeLessThan(15_000)
      await other.close()
    })

    // Only Chromium freezes on command.
    if (name === 'chromium') {
      test('when it was frozen and is shown', async () => {
        const [origin, tab] = await asleep()
        const other = await driver().open(origin.blankUrl)
        const thaw = await driver().freeze(tab.tab)
        origin.cas.endSession()
        await thaw()
        await tab.happened('resume')
        await tab.tab.show()
        await tab.knows('signed-out')
        expect(await tab.causes()).toEqual(['start', 'visibilitychange'])
        await other.close()
      })
    }
  })

  describe('is kept in the back/forward cache', () => {
    test('and looks at once when it is restored', async () => {
      const [origin, tab] = await asleep()
      await goAway(tab, origin)
      origin.cas.endSession()
      await comeBack(tab)
      await tab.knows('signed-out')
      expect(await tab.causes()).toEqual(['start', 'pageshow'])
    })

    test('with a look under way, whose answer is too old when it arrives', async () => {
      const [origin, tab] = await asleep({ rate: 20 })
      origin.cas.fail({ path: 'isloggedin', delayMs: 10_000, times: 1 })
      await tab.fire('online')
      await until('The second look', () => origin.looks.length === 2)
      await goAway(tab, origin)
      origin.cas.endSession()
      const { clock } = origin.cas
      const from = clock.now()
      await until('Half a minute', () => clock.now() - from > 30_000)
      await comeBack(tab)
      await tab.knows('signed-out')
    })

    test('while other tabs talk, and is told by them what it missed', async () => {
      const [origin, tab] = await asleep()
      const other = await origin.open({ window: true })
      await other.knows('signed-in')
      await other.jump(20_000)
      await goAway(tab, origin)
      origin.cas.endSession()
      await other.fire('online')
      await other.knows('signed-out')
      const before = origin.looks.length
      await comeBack(tab)
      await tab.knows('signed-out')
      expect(origin.looks).toHaveLength(before)
    })
  })

  test('never looks sooner than ten seconds after the last look', async () => {
    const origin = await begin({ rate: 5 })
    const tab = await origin.open()
    await tab.knows('signed-in')
    for (let time = 0; time < 5; time++) await tab.fire('online')
    await until('The second look', () => origin.looks.length === 2)
    for (let time = 0; time < 5; time++) await tab.fire('online')
    await until('The third look', () => origin.looks.length === 3)
    const [first = Number.NaN, second = Number.NaN, third = Number.NaN] = origin.looks.map(
      ({ casAt }) => casAt,
    )
    for (const gap of [second - first, third - second]) {
      expect(gap).toBeGreaterThan(10_000 - 100)
      expect(gap).toBeLessThan(20_000)
    }
  })

  test('is not woken while it is hidden, but for the timer of the deadline', async () => {
    const origin = await begin({ rate: 30 })
    const tab = await origin.open()
    await tab.knows('signed-in')
    const other = await driver().open(origin.blankUrl)
    await tab.happened('hidden')
    const timers = async () => (await tab.journal()).timers
    await tab.rests()
    const { fired } = await timers()
    const looks = origin.looks.length
    const from = origin.cas.clock.now()
    await until('Five minutes', () => origin.cas.clock.now() - from > 5 * minute, Boolean, 20_000)
    expect(await timers()).toEqual({ fired, standing: 1 })
    expect(origin.looks).toHaveLength(looks)
    await other.close()
  })
})
