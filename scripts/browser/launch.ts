// Starts either browser with the extension.
import { spawnSync } from 'node:child_process'
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

/** Why the extension can't outlive this browser in a lasting profile; undefined: it can. */
export function whyNotLasting(name: BrowserName, program: string | undefined): string | undefined {
  if (program === undefined) return 'the browser is missing'
  if (name === 'chromium') return undefined
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' })
  return /esr/.test(stdout) ? undefined : 'only an ESR keeps what Mozilla has not signed'
}
