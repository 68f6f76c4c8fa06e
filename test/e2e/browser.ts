// Starts one browser with the extension for a test file, and closes it after the file's last test.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BrowserName, Driver } from '../../scripts/browser/driver.js'
import { launchBrowser } from '../../scripts/browser/launch.js'
import { browserNames, findBrowser } from '../../scripts/browsers.js'
import { loopbackFolder, targetOf } from '../../scripts/build/folders.js'
import { isStrict } from '../../scripts/strict.js'
import type { Target } from '../../vite.config.js'

/** In place of tests that this machine can't run: skipped at a desk, a failure where nothing may be missing. */
export function leaveOut(reason: string): void {
  test.skipIf(!isStrict)('can be tested on this machine', () => expect.unreachable(reason))
}

/** The same tests in every browser; where one is missing its tests are skipped. @param folders which build is loaded */
export function describeInBrowsers(
  title: string,
  tests: (driver: () => Driver, name: BrowserName) => void,
  folders: Readonly<Record<Target, string>> = loopbackFolder,
): void {
  for (const name of browserNames) {
    const program = findBrowser(name)
    describe.skipIf(program === undefined)(`${title} in ${name}`, () => {
      let driver: Driver | undefined
      beforeAll(async () => {
        if (program === undefined) return
        driver = await launchBrowser(name, { program, extension: folders[targetOf[name]] })
      })
      afterAll(() => driver?.close())
      tests(() => {
        if (!driver) throw new Error('The browser has not started.')
        return driver
      }, name)
    })
  }
}
