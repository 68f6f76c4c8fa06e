// Starts either browser with the extension.
import { launchChromium } from './chromium.js'
import type { BrowserName, Driver, LaunchOptions } from './driver.js'
import { launchFirefox } from './firefox.js'

const launchers = { chromium: launchChromium, firefox: launchFirefox } satisfies Record<
  BrowserName,
  (options: LaunchOptions) => Promise<Driver>
>

export function launchBrowser(name: BrowserName, options: LaunchOptions): Promise<Driver> {
  return launchers[name](options)
}
