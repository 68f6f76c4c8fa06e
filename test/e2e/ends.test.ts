// How a session ends without the extension's doing, and what a person reads then.
import { afterEach, expect, test } from 'vitest'
import { lookNow } from '../../scripts/journey/extension.js'
import { createScene, type Scene } from '../../scripts/journey/scene.js'
import { badgeShows, signIn, withPopup } from '../../scripts/journey/steps.js'
import { describeInBrowsers } from './browser.js'

const minute = 60_000

describeInBrowsers('the end of a session', (driver) => {
  let scene: Scene | undefined
  afterEach(() => scene?.close())

  async function signedIn(setup: Parameters<typeof createScene>[1] = {}): Promise<Scene> {
    scene = await createScene(driver(), setup)
    await signIn(driver(), scene.cas.url, scene.appUrl)
    await badgeShows(driver(), /./, /casuser/)
    return scene
  }

  test('the idle limit passed: the popup says that it was not used', async () => {
    const { cas } = await signedIn()
    await cas.pass(121 * minute)
    const { state } = await lookNow(driver())
    expect(state).toMatchObject({ status: 'signed-out', reason: 'expired-idle' })
    await badgeShows(driver(), /^!$/, /ended/i)
    await withPopup(driver(), async (popup) => {
      expect(await popup.waitForText(/has ended/i)).toMatch(/casuser/)
      await popup.waitForButton('Sign in again')
    })
  })

  test('the time limit passed: the popup says so', async () => {
    const { cas } = await signedIn({ policy: { kind: 'time', maxTimeToLiveSeconds: 3_600 } })
    await cas.pass(61 * minute)
    const { state } = await lookNow(driver())
    expect(state).toMatchObject({ status: 'signed-out', reason: 'expired-time' })
    await withPopup(driver(), (popup) => popup.waitForText(/time limit/i))
  })

  test('an administrator ended it', async () => {
    const { server } = await signedIn()
    expect(server.endSession({ user: 'casuser' })).toBe(1)
    const { state } = await lookNow(driver())
    expect(state).toMatchObject({ status: 'signed-out', reason: 'ended-elsewhere' })
    await withPopup(driver(), (popup) => popup.waitForText(/administrator/i))
  })

  test('signing out in a tab is seen at once, by the cookie', async () => {
    const { cas } = await signedIn()
    const page = await driver().open(`${cas.url}/logout`)
    await badgeShows(driver(), /^!?$/, /./)
    await page.close()
  })
})
