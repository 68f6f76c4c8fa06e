// The console of the in-memory CAS beside the demo app: what is done in one shows in the other, and in the toolbar.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Tab } from '../../scripts/browser/tab.js'
import { until } from '../../scripts/browser/until.js'
import { createStand, type Stand } from '../../scripts/demo/stand.js'
import { lookNow, useServer } from '../../scripts/journey/extension.js'
import { badgeShows } from '../../scripts/journey/steps.js'
import { violations } from './axe.js'
import { describeInBrowsers } from './browser.js'

describeInBrowsers('the console', (driver, name) => {
  let stand: Stand
  const tabs: Tab[] = []
  beforeEach(async () => {
    stand = await createStand()
    await driver().clearCookies()
    await useServer(driver(), stand.cas.url)
  })
  afterEach(async () => {
    for (const tab of tabs.splice(0)) {
      expect(tab.errors).toEqual([])
      await tab.close()
    }
    await stand.close()
  })

  async function open(url: string): Promise<Tab> {
    const tab = await driver().open(url)
    tabs.push(tab)
    return tab
  }

  async function signInByApp(): Promise<Tab> {
    const app = await open(stand.appUrl)
    await app.waitForText('Nobody is signed in')
    await app.click('#sign-in')
    await app.fill('#username', 'casuser')
    await app.fill('#password', 'Mellon')
    await Promise.all([app.page.waitForNavigation(), app.page.keyboard.press('Enter')])
    await app.waitForText('Signed in as casuser.')
    return app
  }

  test('a sign-in through the demo app is seen, and its end at the next limit, here and in the toolbar', async () => {
    const app = await signInByApp()
    expect(await app.text()).toMatch(/by the idle limit\.\s+Left\s+7\d{3} s/)
    expect(await app.page.evaluate(elementText)).toMatch(
      /Signed in as\s+casuser\s+(2 hours|1 hour)/,
    )
    await lookNow(driver())
    await badgeShows(driver(), /^\d+[hm′]$/, /casuser/)

    const console = await open(stand.consoleUrl)
    await console.waitForText(/casuser\s+Ticket\s+TGT-1-…/)
    await console.waitForText(/GET \/cas\/login\s+\d{3}\s+CAS/)
    await console.press('To the next limit')
    await console.waitForText(/The session of casuser is over \(TGT-1-…\w+\)\./)
    await console.waitForText('No session is live.')
    await lookNow(driver())
    await badgeShows(driver(), /^!$/, /not used/i)

    await app.show()
    await app.page.evaluate(() => void dispatchEvent(new Event('online')))
    await app.waitForText('Nobody is signed in (expired-idle).', 15_000)
  })

  test('an administrator ends a session, and the focus is not lost with its button', async () => {
    await signInByApp()
    const console = await open(stand.consoleUrl)
    await console.waitForText('casuser')
    await console.click('#live button')
    await console.waitForText('No session is live.')
    await until(
      'The focus',
      () => console.page.evaluate(() => document.activeElement?.id),
      (id) => id === 'sessions',
    )
    await console.waitForText(/\/app\s+casuser\s+back-channel/)
    await lookNow(driver())
    await badgeShows(driver(), /^!$/, /administrator|elsewhere/i)
  })

  test('a failure is put up and taken back with the keyboard alone', async () => {
    const console = await open(stand.consoleUrl)
    await console.waitForText('No session is live.')
    await reach(console, '503 with Retry-After')
    await console.page.keyboard.press(' ')
    await console.waitForText('503 with Retry-After: on.')
    expect((await fetch(`${stand.cas.url}/isloggedin`)).status).toBe(503)
    await console.waitForText(/GET \/cas\/isloggedin\s+503\s+failure on demand/)
    await console.page.keyboard.press(' ')
    await console.waitForText('503 with Retry-After: off.')
    expect((await fetch(`${stand.cas.url}/isloggedin`)).status).toBe(200)
  })

  test('the policy of the next sign-in is chosen; a wrong number is refused in a sentence', async () => {
    const console = await open(stand.consoleUrl)
    await console.waitForText('Now: primary, maxTimeToLiveSeconds 28800')
    await console.page.select('#kind', 'idle')
    await console.fill('#timeToKillSeconds', '0')
    await console.press('Use for the next sign-in')
    await console.waitForText('timeToKillSeconds: expected a whole number of seconds')
    await console.fill('#timeToKillSeconds', '600')
    await console.press('Use for the next sign-in')
    await console.waitForText('Now: idle, timeToKillSeconds 600.')
    const app = await signInByApp()
    expect(await app.text()).toMatch(/Left\s+(600|59\d) s/)
  })

  test('the demo app stays signed in where CAS lets it, and signs out with proof', async () => {
    const app = await signInByApp()
    stand.cas.clock.advance({ minutes: 30 })
    await app.press('Stay signed in')
    await app.waitForText('The idle limit has moved.')
    await app.press('Sign out here')
    await app.waitForText('The single sign-on session has ended.')
    expect(stand.cas.sessions()).toEqual([])
  })

  test('when the CAS is gone, the page says so', async () => {
    const console = await open(stand.consoleUrl)
    await console.waitForText('No session is live.')
    await stand.close()
    await console.waitForText('The console does not answer')
    stand = await createStand()
  })

  // Colours are the same in both browsers.
  describe.each(name === 'chromium' ? (['light', 'dark'] as const) : (['light'] as const))(
    '%s',
    (scheme) => {
      test('axe-core finds nothing, and at 320 px nothing is cut off', async () => {
        await driver().setPreferences({ colorScheme: scheme })
        await signInByApp()
        const console = await open(stand.consoleUrl)
        await console.waitForText('casuser')
        expect(await violations(console)).toEqual([])
        await console.page.setViewport({ width: 320, height: 600 })
        expect(await console.page.evaluate(cutOff)).toBe(0)
        expect(await violations(console)).toEqual([])
      })
    },
  )
})

/** Runs in the page. */
function elementText(): string {
  const root = document.querySelector('sso-status')?.shadowRoot
  return [...(root?.querySelectorAll('slot, [part=user], [part=time]') ?? [])]
    .map((part) => part.textContent)
    .join(' ')
}

/** Runs in the page: how much wider it is than its window. */
function cutOff(): number {
  const { scrollWidth, clientWidth } = document.documentElement
  return scrollWidth - clientWidth
}

/** Presses Tab until the control with this label has the focus. */
async function reach({ page }: Tab, label: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab')
    const reached = await page.evaluate(() => document.activeElement?.closest('label')?.textContent)
    if (reached?.trim() === label) return
  }
  throw new Error(`The Tab key does not reach "${label}".`)
}
