// The driver itself: without it no other end-to-end test means anything.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { launchBrowser } from '../../scripts/browser/launch.js'
import { findBrowser } from '../../scripts/browsers.js'
import { loopbackFolder, targetOf } from '../../scripts/build/folders.js'
import { describeInBrowsers } from './browser.js'

describeInBrowsers('the driver', (driver, name) => {
  test('reads what the toolbar shows', async () => {
    expect(await driver().badge()).toEqual({
      text: expect.any(String),
      title: expect.stringMatching(/./),
      color: expect.stringMatching(/^#[0-9a-f]{6}$/),
    })
  })

  test('opens the popup in light and dark', async () => {
    for (const scheme of ['light', 'dark'] as const) {
      await driver().setPreferences({ colorScheme: scheme })
      const popup = await driver().openPopup()
      await popup.waitForText(/./)
      const dark = await popup.page.evaluate(
        () => matchMedia('(prefers-color-scheme: dark)').matches,
      )
      expect(dark).toBe(scheme === 'dark')
      expect(popup.errors).toEqual([])
      await popup.close()
    }
  })

  test('a stopped background starts again', async () => {
    await driver().stopBackground()
    await driver().stopBackground()
    const popup = await driver().openPopup()
    await popup.waitForText(/./)
    await popup.close()
  })

  test('offline reaches a page', async () => {
    const page = await driver().openExtensionPage('extension/options/options.html')
    await driver().setOffline(true)
    expect(await page.page.evaluate(() => navigator.onLine)).toBe(false)
    await driver().setOffline(false)
    expect(await page.page.evaluate(() => navigator.onLine)).toBe(true)
    await page.close()
  })

  test('a closed browser leaves no profile folder', async () => {
    const profiles = mkdtempSync(join(tmpdir(), 'sso-pulse-profiles-'))
    vi.stubEnv('TMPDIR', profiles)
    const second = await launchBrowser(name, {
      program: findBrowser(name) ?? '',
      extension: loopbackFolder[targetOf[name]],
    })
    vi.unstubAllEnvs()
    const created = () => readdirSync(profiles).filter((entry) => entry.startsWith('sso-pulse-'))
    expect(created()).toHaveLength(1)
    await second.close()
    await second.closed
    expect(created()).toEqual([])
    rmSync(profiles, { recursive: true })
  })
})
