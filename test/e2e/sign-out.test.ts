// One click ends the session whatever CAS asks for; where the proof fails the page opens and the words say so.
import { afterEach, expect, test } from 'vitest'
import { until } from '../../scripts/browser/until.js'
import { createScene, type Scene } from '../../scripts/journey/scene.js'
import { badgeShows, signIn, withPopup } from '../../scripts/journey/steps.js'
import type { InMemorySetup } from '../../sdk/testing/index.js'
import { describeInBrowsers } from './browser.js'

describeInBrowsers('signing out', (driver) => {
  let scene: Scene | undefined
  afterEach(() => scene?.close())

  async function signedIn(setup: InMemorySetup): Promise<Scene> {
    scene = await createScene(driver(), setup)
    await signIn(driver(), scene.cas.url, scene.appUrl)
    await badgeShows(driver(), /\d/, /casuser/)
    return scene
  }

  test.each<[string, InMemorySetup]>([
    ['by default', {}],
    ['where CAS asks for a confirmation', { confirmLogout: true }],
    ['where CAS redirects to services', { followServiceRedirects: true }],
    ['where CAS redirects elsewhere', { redirectUrl: 'http://127.0.0.1:9/elsewhere' }],
  ])('is proved %s', async (_, setup) => {
    const { server } = await signedIn(setup)
    await withPopup(driver(), async (popup) => {
      await popup.press('Sign out')
      await popup.waitForText(/you signed out/i)
    })
    expect(server.sessions()).toEqual([])
    expect(server.requests.filter(({ path }) => path.endsWith('/logout'))).toHaveLength(1)
    await badgeShows(driver(), /^$/, /not signed in/i)
  })

  test('survives a background that is stopped in between', async () => {
    await signedIn({})
    await driver().stopBackground()
    await withPopup(driver(), async (popup) => {
      await popup.waitForText('Signed in as casuser')
      await driver().stopBackground()
      await popup.press('Sign out')
      await popup.waitForText(/you signed out/i)
    })
  })

  test('a server that keeps the session: its own page opens, and nothing claims an end', async () => {
    const { server, cas } = await signedIn({})
    server.fail({ path: 'logout', status: 200, body: 'kept' })
    const popup = await driver().openPopup()
    await popup.press('Sign out')
    await until('The logout page in a tab', async () =>
      (await driver().urls()).some((url) => url.startsWith(`${cas.url}/logout`)),
    )
    expect(server.sessions()).toHaveLength(1)
    await badgeShows(driver(), /\d/, /casuser/)
  })
})
