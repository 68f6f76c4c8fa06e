// What is no answer is never shown as signed out, and the last knowledge stays.
import { afterEach, expect, test } from 'vitest'
import { lookNow } from '../../scripts/journey/extension.js'
import { createScene, type Scene } from '../../scripts/journey/scene.js'
import { badgeShows, signIn, withPopup } from '../../scripts/journey/steps.js'
import type { Failure } from '../../sdk/testing/index.js'
import { describeInBrowsers } from './browser.js'

const html = { 'content-type': 'text/html; charset=utf-8' }

describeInBrowsers('trouble', (driver) => {
  let scene: Scene | undefined
  afterEach(() => scene?.close())

  async function signedIn(): Promise<Scene> {
    scene = await createScene(driver())
    await signIn(driver(), scene.cas.url, scene.appUrl)
    await badgeShows(driver(), /\d/, /casuser/)
    return scene
  }

  test.each<[string, string, Failure]>([
    ['a server error', 'server-error', { path: 'isloggedin', status: 503 }],
    ['a page instead of JSON', 'not-json', { path: 'isloggedin', headers: html, body: '<p>Hi' }],
    ['a broken connection', 'unreachable', { path: 'isloggedin', reset: true }],
  ])('%s: the last knowledge is kept, and the next answer heals it', async (_, kind, failure) => {
    const { server } = await signedIn()
    const heal = server.fail(failure)
    const { state } = await lookNow(driver())
    expect(state).toMatchObject({ status: 'signed-in', user: 'casuser', trouble: { kind } })
    await badgeShows(driver(), /^\?$/, /can.t reach/i)
    await withPopup(driver(), async (popup) => {
      expect(await popup.waitForText(/can.t reach/i)).toMatch(/last known: signed in as casuser/i)
      heal()
      await popup.press('Try again')
      await popup.waitForText('Signed in as casuser')
    })
    await badgeShows(driver(), /\d/, /casuser/)
  })

  test('offline: the last knowledge is kept', async () => {
    await signedIn()
    await driver().setOffline(true)
    try {
      const { state } = await lookNow(driver())
      expect(state).toMatchObject({ status: 'signed-in', trouble: { kind: 'offline' } })
      await badgeShows(driver(), /^\?$/, /can.t reach/i)
    } finally {
      await driver().setOffline(false)
    }
    expect((await lookNow(driver())).state).not.toHaveProperty('trouble')
  })

  test('10 MB of JSON are not read', async () => {
    const { server } = await signedIn()
    const body = JSON.stringify({ principal: 'x'.repeat(10_000_000) })
    server.fail({ path: 'isloggedin', headers: { 'content-type': 'application/json' }, body })
    const { state } = await lookNow(driver())
    expect(state).toMatchObject({ status: 'signed-in', trouble: { kind: 'too-large' } })
  })
})
