// Warnings by notification: each once, true when it is told, taken away when it no longer holds.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createStage, minute, type Stage } from './stage.js'

let stage: Stage

beforeEach(() => {
  stage = createStage()
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const idle = { policy: { kind: 'idle', timeToKillSeconds: 3600 } } as const
const time = { policy: { kind: 'time', maxTimeToLiveSeconds: 3600 } } as const

/** Signed in, watched, with one hour left. */
async function begin(
  policy: typeof idle | typeof time = time,
  as: 'chromium' | 'firefox' = 'chromium',
) {
  const notifications = stage.browser.allowNotifications(as)
  await stage.setUp({ warnings: { notify: true } })
  stage.cas.configure(policy)
  stage.cas.signIn('casuser')
  await stage.boot()
  return notifications
}

describe('a notification', () => {
  test('tells at each threshold, once', async () => {
    const { appeared, shown } = await begin()
    await stage.pass(49 * minute)
    expect(appeared).toEqual([])
    await stage.pass(7 * minute)
    expect(appeared).toMatchObject([{ title: 'Your sign-in ends in 10 minutes' }])
    await stage.pass(3 * minute)
    expect(appeared).toHaveLength(2)
    expect(appeared[1]).toMatchObject({ title: 'Your sign-in ends in 2 minutes' })
    expect(shown.size).toBe(1)
  })

  test('appears within seconds of its threshold: the alarm stands there', async () => {
    const { appeared } = await begin()
    await stage.setUp({ warnings: { minutes: [7] } })
    await stage.pass(53 * minute - 1000)
    expect(appeared).toHaveLength(0)
    await stage.pass(2000)
    expect(appeared).toHaveLength(1)
  })

  test('says that the time limit cannot be extended', async () => {
    const { appeared } = await begin()
    await stage.pass(51 * minute)
    expect(appeared[0]?.message).toContain("This limit can't be extended")
  })

  test('says that the idle limit can, where we can do that', async () => {
    await stage.setUp({ server: { stayService: 'http://127.0.0.1:9999/app' } })
    const { appeared } = await begin(idle)
    await stage.pass(51 * minute)
    expect(appeared[0]?.message).toBe(
      'Sign-in ends because it was not used for 1 hour. Click here to stay signed in.',
    )
  })

  test('says how a person extends it, where we cannot', async () => {
    const { appeared } = await begin(idle)
    await stage.pass(51 * minute)
    expect(appeared[0]?.message).toContain('Open any Example app to stay signed in.')
  })

  test('names the server where there are several', async () => {
    const notifications = stage.browser.allowNotifications('chromium')
    const other = {
      url: 'http://localhost:1/cas',
      name: 'Other',
      source: 'isloggedin',
      paused: true,
    }
    stage.cas.configure(time)
    stage.cas.signIn('casuser')
    const known = stage.browser.storage.local.values.get('settings') as { servers: object[] }
    await stage.browser.storage.local.set({
      settings: {
        ...known,
        servers: [...known.servers, other],
        warnings: { notify: true, minutes: [10] },
      },
    })
    await stage.boot()
    await stage.pass(51 * minute)
    expect(notifications.appeared[0]?.title).toMatch(/^Example: /)
  })

  test('is asked of Firefox without what it throws on', async () => {
    const { appeared } = await begin(time, 'firefox')
    await stage.pass(51 * minute)
    expect(appeared).toHaveLength(1)
    expect(appeared[0]).not.toHaveProperty('buttons')
  })

  test('stays on the screen in Chrome, with a button while another warning is to come', async () => {
    const { appeared } = await begin()
    await stage.pass(59 * minute)
    expect(appeared).toMatchObject([{ requireInteraction: true }, { requireInteraction: true }])
    expect(appeared[0]?.buttons).toEqual([{ title: 'Snooze' }])
    expect(appeared[1]?.buttons).toBeUndefined()
  })
})

describe('nobody is notified', () => {
  test('who did not switch it on: the badge warns all the same', async () => {
    const { appeared } = await begin()
    await stage.setUp({ warnings: { notify: false } })
    await stage.pass(51 * minute)
    expect(appeared).toEqual([])
    expect(stage.browser.toolbar).toMatchObject({ text: '9′', color: '#9a4b00' })
  })

  test('without the permission: the badge warns all the same', async () => {
    await begin()
    stage.browser.notifications = undefined
    await stage.pass(51 * minute)
    expect(stage.browser.toolbar.text).toBe('9′')
  })

  test('of an idle limit that was moved since the last look', async () => {
    const { appeared } = await begin(idle)
    await stage.pass(48 * minute)
    await stage.cas.fetch(`${stage.cas.url}/login?service=http%3A%2F%2F127.0.0.1%3A9999%2Fapp`, {
      redirect: 'manual',
    })
    await stage.pass(8 * minute)
    expect(appeared).toEqual([])
  })

  test('while CAS can not be reached: what is not certain interrupts nobody', async () => {
    const { appeared } = await begin()
    await stage.pass(46 * minute)
    stage.cas.fail({ path: 'isloggedin', status: 503 })
    await stage.ask('check')
    await stage.pass(6 * minute)
    expect(appeared).toEqual([])
  })

  test('twice, although the background was killed after it told', async () => {
    const { appeared } = await begin()
    await stage.pass(51 * minute)
    await stage.boot()
    await stage.ask('check')
    expect(appeared).toHaveLength(1)
  })

  test('twice, although it was killed before it could remember that it told', async () => {
    const { appeared } = await begin()
    await stage.pass(51 * minute)
    const { warned: _, ...forgotten } = stage.record()
    stage.browser.storage.session.values.set(`watch ${stage.cas.url}`, forgotten)
    await stage.boot()
    await stage.ask('check')
    expect(appeared).toHaveLength(1)
    expect(stage.record().warned).toBeDefined()
  })
})

test('a background that was killed before it told tells when it is back', async () => {
  const { appeared } = await begin()
  await stage.pass(49 * minute)
  await stage.sleep(2 * minute)
  await stage.boot()
  await stage.pass(1)
  expect(appeared).toHaveLength(1)
})

describe('it is taken away', () => {
  test('when the deadline moved, and comes again for the new one', async () => {
    await stage.setUp({ server: { stayService: 'http://127.0.0.1:9999/app' } })
    const { appeared, shown } = await begin(idle)
    await stage.pass(51 * minute)
    await stage.ask('stay')
    expect(shown.size).toBe(0)
    await stage.pass(51 * minute)
    expect(appeared).toHaveLength(2)
  })

  test('when the session ended', async () => {
    const { shown } = await begin()
    await stage.pass(51 * minute)
    stage.cas.endSession()
    await stage.ask('check')
    expect(shown.size).toBe(0)
  })

  test('when the deadline passed', async () => {
    const { shown } = await begin()
    await stage.pass(61 * minute)
    expect(stage.state().status).toBe('signed-out')
    expect(shown.size).toBe(0)
  })

  test('when warnings are switched off', async () => {
    const { shown } = await begin()
    await stage.pass(51 * minute)
    await stage.setUp({ warnings: { notify: false } })
    expect(shown.size).toBe(0)
  })
})

describe('a click on it', () => {
  const click = async () => {
    const { notifications } = stage.browser
    const [id = ''] = notifications?.shown.keys() ?? []
    await notifications?.onClicked.emit(id)
    await stage.settle()
  }

  test('stays signed in where that works, and opens nothing', async () => {
    await stage.setUp({ server: { stayService: 'http://127.0.0.1:9999/app' } })
    const { shown } = await begin(idle)
    await stage.pass(51 * minute)
    await click()
    expect(stage.record().stayed).toMatchObject({ moved: true })
    expect(stage.browser.opened).toEqual([])
    expect(shown.size).toBe(0)
  })

  test.each([
    ['the time limit, which nothing moves', time, {}],
    ['an idle limit that we can not move', idle, {}],
    ['a stay that moved nothing', idle, { stayService: 'https://unregistered.example.org/' }],
  ])('opens the popup in a window for %s', async (_, policy, server) => {
    await stage.setUp({ server })
    const { shown } = await begin(policy)
    await stage.pass(51 * minute)
    await click()
    expect(stage.browser.opened).toEqual([
      `moz-extension://our-extension/extension/popup/popup.html?server=${encodeURIComponent(stage.cas.url)}`,
    ])
    expect(shown.size).toBe(0)
  })

  test('is heard by a background that started before the permission was given', async () => {
    stage.cas.signIn('casuser')
    await stage.boot()
    const { onClicked } = stage.browser.allowNotifications('chromium')
    await stage.browser.permissions.onAdded.emit()
    await onClicked.emit(JSON.stringify([stage.cas.url, 'any']))
    await stage.settle()
    expect(stage.browser.opened).toHaveLength(1)
  })
})

describe('snoozed', () => {
  test.each(['in the popup', 'by its button'])('%s, this end is told no more', async (where) => {
    const { appeared, shown, onButtonClicked } = await begin()
    await stage.pass(51 * minute)
    const [id = ''] = shown.keys()
    if (where === 'in the popup') await stage.ask('snooze')
    else await onButtonClicked?.emit(id, 0)
    await stage.settle()
    expect(shown.size).toBe(0)
    await stage.pass(8 * minute)
    expect(appeared).toHaveLength(1)
  })

  test('the next session is told again', async () => {
    const { appeared } = await begin()
    await stage.pass(51 * minute)
    await stage.ask('snooze')
    await stage.pass(10 * minute)
    stage.cas.signIn('casuser')
    await stage.ask('check')
    await stage.pass(51 * minute)
    expect(appeared).toHaveLength(2)
  })
})

test('the looks before warnings keep within 13 requests an hour', async () => {
  await begin(idle)
  await stage.pass(60 * minute)
  expect(stage.looks()).toBeLessThanOrEqual(13)
})
