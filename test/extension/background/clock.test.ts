// The clock of the machine is set: CAS's stays right, so the same session ends at the same real instant, and each is told once.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createStage, minute, type Stage } from './stage.js'

const hour = 60 * minute

let stage: Stage

beforeEach(() => {
  stage = createStage()
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe.each([
  ['back', -3 * hour],
  ['forward', 3 * hour],
])('the clock set %s by hours', (_, by) => {
  /** Signed in, watched, with one hour left. */
  async function begin() {
    const notifications = stage.browser.allowNotifications('chromium')
    await stage.setUp({ warnings: { notify: true } })
    stage.cas.configure({ policy: { kind: 'time', maxTimeToLiveSeconds: 3600 } })
    stage.cas.signIn('casuser')
    await stage.boot()
    return notifications
  }

  /** Any event that wakes a background which the browser stopped meanwhile. */
  const wake = () => stage.boot()

  test('badge and title count what is really left, from the next event on', async () => {
    await begin()
    await stage.pass(20 * minute)
    const before = stage.looks()
    stage.setClock(by)
    await wake()
    expect(stage.looks()).toBe(before + 1)
    expect(stage.state()).toMatchObject({ status: 'signed-in' })
    expect(stage.browser.toolbar).toMatchObject({
      text: '40′',
      title: expect.stringContaining('casuser'),
    })
  })

  test('the alarm stands at the next real boundary', async () => {
    await begin()
    await stage.pass(20 * minute)
    stage.setClock(by)
    await wake()
    const { when = Number.NaN } = stage.browser.alarm
    expect(when).toBeGreaterThan(Date.now())
    expect(when).toBeLessThanOrEqual(Date.now() + minute + 1)
  })

  test('a popup that opens makes us look, although the last look seems new or to come', async () => {
    await begin()
    await stage.pass(minute)
    const before = stage.looks()
    stage.setClock(by)
    await stage.ask('opened')
    expect(stage.looks()).toBe(before + 1)
    expect(stage.browser.toolbar.text).toBe('59′')
  })

  test('a warning that was told is not told again', async () => {
    const { appeared, shown } = await begin()
    await stage.pass(51 * minute)
    stage.setClock(by)
    await wake()
    await stage.pass(minute)
    expect(appeared).toHaveLength(1)
    expect(shown.size).toBe(1)
  })

  test('a warning that is to come is told, at its real instant', async () => {
    const { appeared } = await begin()
    await stage.pass(20 * minute)
    stage.setClock(by)
    await wake()
    await stage.pass(29 * minute)
    expect(appeared).toEqual([])
    await stage.pass(2 * minute)
    expect(appeared).toMatchObject([{ title: 'Your sign-in ends in 10 minutes' }])
    await stage.pass(8 * minute)
    expect(appeared).toHaveLength(2)
  })

  test('an end that was put to rest stays so', async () => {
    const { appeared, shown } = await begin()
    await stage.pass(51 * minute)
    await stage.ask('snooze')
    stage.setClock(by)
    await wake()
    await stage.pass(8 * minute)
    expect(appeared).toHaveLength(1)
    expect(shown.size).toBe(0)
  })

  test('what was withheld is written down once', async () => {
    await begin()
    await stage.setUp({ warnings: { notify: false } })
    await stage.pass(51 * minute)
    stage.setClock(by)
    await wake()
    await stage.pass(minute)
    const rows = [...stage.browser.storage.session.values]
      .filter(([key]) => /^timeline \d/.test(key))
      .flatMap(([, chunk]) => String(chunk).split('\n'))
    expect(rows.filter((row) => row.includes('"notification"'))).toHaveLength(1)
  })

  test('the end comes at its real instant, and is said to be the time limit’s', async () => {
    await begin()
    await stage.pass(20 * minute)
    stage.setClock(by)
    await wake()
    await stage.pass(39 * minute)
    expect(stage.state().status).toBe('signed-in')
    await stage.pass(2 * minute)
    expect(stage.state()).toMatchObject({ status: 'signed-out', reason: 'expired-time' })
  })
})
