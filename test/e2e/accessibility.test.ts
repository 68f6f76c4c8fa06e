// Every state of the popup, and the options page, as axe-core judges them.
import { afterEach, describe, expect, test } from 'vitest'
import type { ColorScheme } from '../../scripts/browser/driver.js'
import { createScene, type Scene } from '../../scripts/journey/scene.js'
import { withPopup } from '../../scripts/journey/steps.js'
import { popupStates } from '../../scripts/screenshots/popup-states.js'
import { violations } from './axe.js'
import { describeInBrowsers } from './browser.js'

describeInBrowsers('accessibility', (driver, name) => {
  let scene: Scene | undefined
  afterEach(() => scene?.close())

  // Colours are the same in both browsers.
  const schemes: readonly ColorScheme[] = name === 'chromium' ? ['light', 'dark'] : ['light']
  describe.each(schemes)('%s', (scheme) => {
    test.each(popupStates)('the popup: $name', async ({ setup, arrange, shows }) => {
      await driver().setColorScheme(scheme)
      scene = await createScene(driver(), setup)
      await arrange(scene)
      await withPopup(driver(), async (popup) => {
        await popup.waitForText(shows)
        expect(await violations(popup)).toEqual([])
      })
    })

    test.each([
      ['welcome', 'Welcome to SSO pulse'],
      ['place', 'In this container'],
    ])('the page %s', async (name, title) => {
      await driver().setColorScheme(scheme)
      scene = await createScene(driver())
      const server = encodeURIComponent(scene.cas.url)
      const path = `extension/${name}/${name}.html?server=${server}`
      const page = await driver().openExtensionPage(path)
      await page.waitForText(title)
      expect(await violations(page)).toEqual([])
      await page.close()
    })

    test('the options page', async () => {
      await driver().setColorScheme(scheme)
      scene = await createScene(driver())
      const options = await driver().openExtensionPage('extension/options/options.html')
      await options.press('More settings')
      await options.waitForText('Path of the status endpoint')
      expect(await violations(options)).toEqual([])
      await options.close()
    })
  })
})
