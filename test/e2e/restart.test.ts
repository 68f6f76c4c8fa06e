// The browser is closed and started again: what was set up and allowed is still there, and what is not known yet is not claimed.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Driver } from '../../scripts/browser/driver.js'
import { launchBrowser, whyNotLasting } from '../../scripts/browser/launch.js'
import { until } from '../../scripts/browser/until.js'
import { browserNames, findBrowser } from '../../scripts/browsers.js'
import { releaseFolder, targetOf } from '../../scripts/build/folders.js'
import { startDemoApp } from '../../scripts/demo/app.js'
import { lookNow, readLook, readServer } from '../../scripts/journey/extension.js'
import { badgeShows, loginUrl, user, withPopup } from '../../scripts/journey/steps.js'
import { createCas, type InMemoryCas, listen } from '../../sdk/testing/node.js'
import { leaveOut } from './browser.js'

const minute = 60_000

describe.each(browserNames)('%s started again', (name) => {
  const program = findBrowser(name)
  const reason = whyNotLasting(name, program)
  if (reason !== undefined) return leaveOut(reason)
  const closing: (() => Promise<unknown>)[] = []
  let cas: InMemoryCas
  let driver: Driver
  let profile: string

  beforeAll(async () => {
    profile = await mkdtemp(join(tmpdir(), `sso-pulse-lasting-${name}-`))
    closing.push(() => rm(profile, { recursive: true, force: true, maxRetries: 20 }))
    cas = createCas({ setup: { rememberMe: { timeToKillSeconds: 86_400 } } })
    closing.push((await listen(cas)).close)
    const app = await startDemoApp(0, () => cas.url)
    closing.push(app.close)
    await launch()
    closing.push(() => driver.close())
    await setUp()
    await signInForLong(app.url)
    await badgeShows(driver, /\d/, /casuser/)
  })
  afterAll(async () => {
    for (const close of closing.reverse()) await close()
  })

  async function launch(): Promise<void> {
    const extension = releaseFolder[targetOf[name]]
    driver = await launchBrowser(name, { program: program ?? '', extension, profile })
  }

  /** As a person does; the released extension may ask no server before. */
  async function setUp(): Promise<void> {
    await driver.allowHosts('http://127.0.0.1/*')
    const options = await driver.openExtensionPage('extension/options/options.html')
    await options.fillField('Address of your sign-in page', cas.url)
    await options.press('Test and add')
    await options.waitForText('was added')
    await options.close()
  }

  /** A cookie of the session would end with the browser. */
  async function signInForLong(appUrl: string): Promise<void> {
    const { page } = await driver.open(loginUrl(cas.url, appUrl))
    await page.type('#username', user.name)
    await page.type('#password', user.password)
    await page.click('#rememberMe')
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
    await page.close()
  }

  const looks = () => cas.requests.filter(({ path }) => path.endsWith('/isloggedin')).length
  const allowed = () =>
    driver.evaluate(
      '(globalThis.browser ?? chrome).permissions.getAll().then(({ origins }) => origins)',
    )
  const alarms = () =>
    driver.evaluate(`(globalThis.browser ?? chrome).alarms.getAll()
      .then((all) => all.map(({ scheduledTime }) => scheduledTime - Date.now()))`) as Promise<
      readonly number[]
    >

  /** Resolves when the first look was asked, before anybody opened anything of the extension. */
  async function restart(meanwhile: () => unknown): Promise<void> {
    await driver.close()
    meanwhile()
    const asked = looks()
    await launch()
    await until('The first look', () => looks() > asked)
  }

  test('looks by itself, and where that fails claims nothing of what it knew', async () => {
    let heal = () => {}
    await restart(() => {
      heal = cas.fail({ path: 'isloggedin', status: 503 })
    })
    await badgeShows(driver, /^\?$/, /can.t reach/i)
    expect((await readLook(driver)).state).toMatchObject({ status: 'unknown', trouble: {} })
    await withPopup(driver, async (popup) => {
      const text = await popup.waitForText(/can.t reach/i)
      expect(text).not.toMatch(/signed out|not signed in|has ended|casuser/i)
    })
    heal()
  })

  test('knows the server, and may ask it', async () => {
    expect(await readServer(driver)).toBe(cas.url)
    expect(await allowed()).toEqual(['http://127.0.0.1/*'])
  })

  test('has set its one alarm anew', async () => {
    const [next = Number.NaN, ...others] = await alarms()
    expect(next).toBeGreaterThan(0)
    expect(next).toBeLessThan(6 * minute)
    expect(others).toEqual([])
  })

  test('finds the session that outlived it', async () => {
    const { state } = await lookNow(driver)
    expect(state).toMatchObject({ status: 'signed-in', user: 'casuser' })
    await badgeShows(driver, /\d/, /casuser/)
  })

  test('says of a session that ended meanwhile that nobody is signed in, not how it ended', async () => {
    await restart(() => cas.endSession())
    await badgeShows(driver, /^$/, /not signed in/i)
    expect((await readLook(driver)).state).toMatchObject({ status: 'signed-out', reason: 'never' })
    await withPopup(driver, async (popup) => {
      const text = await popup.waitForText('Not signed in')
      expect(text).not.toMatch(/you signed out|has ended|casuser/i)
    })
  })
})
