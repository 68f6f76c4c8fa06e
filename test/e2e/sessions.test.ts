// A help desk's way: find a user's sessions, end one by keys and the rest by the typed name, and read the proof.
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Tab } from '../../scripts/browser/tab.js'
import { useServers } from '../../scripts/journey/extension.js'
import { createScene, type Scene } from '../../scripts/journey/scene.js'
import { signIn } from '../../scripts/journey/steps.js'
import { describeInBrowsers } from './browser.js'

describeInBrowsers("everybody's sessions", (driver) => {
  let scene: Scene
  let sessions: Tab

  beforeEach(async () => {
    scene = await createScene(driver())
    const { cas } = scene
    await useServers(driver(), [{ url: cas.url, name: 'Demo University', administered: true }])
    for (let count = 0; count < 3; count++) scene.server.signIn('casuser', { browser: null })
  })
  afterEach(async () => {
    expect(sessions.errors).toEqual([])
    await sessions.close()
    await scene.close()
  })

  async function open(): Promise<Tab> {
    const query = `?server=${encodeURIComponent(scene.cas.url)}`
    sessions = await driver().openExtensionPage(`extension/sessions/sessions.html${query}`)
    return sessions
  }
  const keys = async (...pressed: readonly ('Tab' | 'Enter' | 'ArrowDown' | 'End')[]) => {
    for (const key of pressed) await sessions.page.keyboard.press(key)
  }

  test('one ends by keys alone, with the proof; no id was to be seen', async () => {
    await open()
    await sessions.waitForText('3 of 3 listed sessions')
    await sessions.page.focus('[role=grid]')
    await keys('End', 'Enter', 'Enter')
    await sessions.waitForText('End this session of casuser?')
    await sessions.page.keyboard.down('Shift')
    await keys('Tab')
    await sessions.page.keyboard.up('Shift')
    await keys('Enter')
    await sessions.waitForText('Ended: 1 of 1. A new list no longer shows them.')
    await sessions.waitForText('2 of 2 listed sessions')
    expect(scene.server.sessions()).toHaveLength(2)
    expect(await sessions.page.content()).not.toMatch(/TGT-\d+-\w/)
  })

  test("a user's end by the typed name, also the one of this browser", async () => {
    await signIn(driver(), scene.cas.url, scene.appUrl)
    await open()
    await sessions.waitForText('4 of 4 listed sessions')
    await sessions.fillField('Name of the user whose sessions all end', 'CASUSER')
    await sessions.press("End this user's sessions")
    await sessions.waitForText('Ended: 4 of 4. A new list no longer shows them.')
    await sessions.waitForText('0 of 0 listed sessions')
    expect(scene.server.sessions()).toEqual([])
    const login = await driver().open(`${scene.cas.url}/login`)
    await login.page.waitForSelector('#password')
    await login.close()
  })

  test('a name and password are asked for in the page and travel as HTTP Basic', async () => {
    const heal = scene.server.fail({
      path: 'actuator/ssoSessions',
      status: 401,
    })
    await open()
    await sessions.waitForText(/name and password of an administrator.*HTTP 401/)
    await sessions.fillField('Name for HTTP Basic', 'root')
    await sessions.fill('input[type=password]', 'wrong')
    await sessions.press('Ask with these')
    await sessions.waitForText('CAS does not take this name and password. (HTTP 401)')
    heal()
    await sessions.fill('input[type=password]', 'right')
    await sessions.press('Ask with these')
    await sessions.waitForText('3 of 3 listed sessions')
    const kept = await driver().evaluate(`(async () => {
      const { storage } = globalThis.browser ?? chrome
      return JSON.stringify([await storage.local.get(null), await storage.session.get(null)])
    })()`)
    expect(kept).not.toMatch(/root|right|Basic|TGT-/)
  })

  test('the popup and the settings lead here', async () => {
    await open()
    await sessions.waitForText('3 of 3 listed sessions')
    const options = await driver().openExtensionPage('extension/options/options.html')
    await options.waitForText("Everybody's sessions")
    const href = await options.page.$eval('a[href*="sessions.html"]', (link) => link.href)
    await options.close()
    expect(href).toBe(await sessions.url())
  })
})
