// Two windows of one browser: both show the same, one look serves both, and closing one changes nothing in the other.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Tab } from '../../scripts/browser/tab.js'
import { until } from '../../scripts/browser/until.js'
import { ageLook, lookNow, readLook } from '../../scripts/journey/extension.js'
import { createScene, type Scene } from '../../scripts/journey/scene.js'
import { badgeShows, signIn } from '../../scripts/journey/steps.js'
import { describeInBrowsers } from './browser.js'

const minute = 60_000

/** What a person sees in one window. */
interface Sight {
  readonly popup: string
  /** The badge and the title of this window's button. */
  readonly toolbar: string
}

describeInBrowsers('two windows', (driver) => {
  let scene: Scene
  let one: Tab
  let other: Tab
  beforeAll(async () => {
    scene = await createScene(driver())
    await signIn(driver(), scene.cas.url, scene.appUrl)
    await badgeShows(driver(), /\d/, /casuser/)
    // Nothing of the sign-in is still on its way.
    await lookNow(driver())
  })
  afterAll(() => scene?.close())

  const openPopupWindow = () =>
    driver().openExtensionPage('extension/popup/popup.html', { type: 'window' })
  const looks = () => scene.server.requests.filter(({ path }) => path.endsWith('/isloggedin'))
  const windows = () =>
    driver().evaluate('(globalThis.browser ?? chrome).windows.getAll().then((all) => all.length)')

  async function see(tab: Tab): Promise<Sight> {
    const toolbar = await tab.page.evaluate(`(async () => {
      const { action, tabs } = globalThis.browser ?? chrome
      const { id: tabId } = await tabs.getCurrent()
      return await action.getBadgeText({ tabId }) + ' ' + await action.getTitle({ tabId })
    })()`)
    return { popup: await tab.text(), toolbar: String(toolbar) }
  }

  /** Each word of it, in both windows, and nothing else in one of them. */
  const bothShow = (popup: RegExp, toolbar: RegExp) =>
    until(
      `${popup} and ${toolbar} in both windows`,
      () => Promise.all([see(one), see(other)]),
      ([first, second]) =>
        popup.test(first.popup) &&
        toolbar.test(first.toolbar) &&
        first.popup === second.popup &&
        first.toolbar === second.toolbar,
    )

  test('opened at once show the same, and CAS is asked once', async () => {
    await ageLook(driver(), 2 * minute)
    const asked = looks().length
    const open = Number(await windows())
    ;[one, other] = await Promise.all([openPopupWindow(), openPopupWindow()])
    expect(await windows()).toBe(open + 2)
    await bothShow(/as casuser(?=.*Checked just now)/s, /^\dh .*casuser/)
    expect((await readLook(driver())).cause).toBe('popup')
    expect(looks()).toHaveLength(asked + 1)
  })

  test('a sign-out in one is shown in the other', async () => {
    await one.press('Sign out')
    await bothShow(/You signed out/, /^ Not signed in$/)
    expect(scene.server.sessions()).toEqual([])
  })

  test('a sign-in in a third is shown in both', async () => {
    await signIn(driver(), scene.cas.url, scene.appUrl)
    await bothShow(/Signed in as casuser/, /^\dh .*casuser/)
  })

  test('what is known outlives the window that asked', async () => {
    const open = Number(await windows())
    const known = await readLook(driver())
    const asked = looks().length
    await one.close()
    await until('One window less', async () => (await windows()) === open - 1)
    expect(await readLook(driver())).toEqual(known)
    expect(await see(other)).toEqual({
      popup: expect.stringContaining('Signed in as casuser'),
      toolbar: expect.stringMatching(/^\dh .*casuser/),
    })
    expect(looks()).toHaveLength(asked)
    expect([...one.errors, ...other.errors]).toEqual([])
  })
})
