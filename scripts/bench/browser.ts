// A real browser for a benchmark: Chromium, the one that can freeze a tab on command.
import type { Driver } from '../browser/driver.js'
import { launchBrowser } from '../browser/launch.js'
import { howToInstall, provideBrowser } from '../browsers.js'
import { buildExtension } from '../build/extension.js'
import { buildSdk } from '../build/sdk.js'
import type { Watcher } from '../tabs/site.js'

/** Resolves to what the benchmark does; to false where there is no browser. */
export async function inBrowser(bench: (driver: Driver) => Promise<boolean>): Promise<boolean> {
  const program = provideBrowser('chromium')
  if (program === undefined) {
    console.log(howToInstall('chromium'))
    return false
  }
  await buildSdk()
  const extension = await buildExtension('chrome')
  const driver = await launchBrowser('chromium', { program, extension })
  try {
    console.log(`\n${await driver.version()}`)
    return await bench(driver)
  } finally {
    await driver.close()
  }
}

/** How the tables call them. */
export const titles: Readonly<Record<Watcher, string>> = {
  'sso-pulse': 'sso-pulse',
  'hand-written': 'hand-written loop',
  'tanstack-query': 'TanStack query-core 5.108.0',
}
