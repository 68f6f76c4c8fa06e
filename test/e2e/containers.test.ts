// A Firefox container keeps its cookies apart: the popup says that somebody is perhaps signed in there, a page in it can ask.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Driver } from '../../scripts/browser/driver.js'
import { launchBrowser } from '../../scripts/browser/launch.js'
import { findBrowser } from '../../scripts/browsers.js'
import { loopbackFolder } from '../../scripts/build/folders.js'
import { lookNow } from '../../scripts/journey/extension.js'
import { createScene, type Scene } from '../../scripts/journey/scene.js'
import { withPopup } from '../../scripts/journey/steps.js'

const program = findBrowser('firefox')

describe.skipIf(program === undefined)('a sign-in in a container', () => {
  let driver: Driver
  let scene: Scene
  beforeAll(async () => {
    driver = await launchBrowser('firefox', {
      program: program ?? '',
      extension: loopbackFolder.firefox,
    })
    scene = await createScene(driver)
    await lookNow(driver)
    // CAS pins its cookie to the browser that it gave it to.
    const userAgent = String(await driver.evaluate('navigator.userAgent'))
    const { cookie } = scene.server.signIn('casuser', { browser: null, userAgent })
    const { hostname: host } = new URL(scene.cas.url)
    await driver.putIntoContainer(2, { host, path: '/cas', name: 'TGC', value: cookie })
  })
  afterAll(async () => {
    await scene?.close()
    await driver?.close()
  })

  test('has its own line, and the ordinary session stays what it is', async () => {
    await withPopup(driver, async (popup) => {
      const text = await popup.waitForText('There may be a sign-in in another container')
      expect(text).toContain('Not signed in')
    })
    expect((await lookNow(driver)).state).toMatchObject({ status: 'signed-out', reason: 'never' })
  })

  test('is told by a page in that container, when it is asked', async () => {
    const popup = await driver.openPopup()
    await popup.waitForButton('Look there')
    await popup.press('Look there')
    const page = await driver.findTab('extension/place/place.html')
    await page.press('Am I signed in here?')
    await page.waitForText('Signed in as casuser')
    await page.close()
  })
})
