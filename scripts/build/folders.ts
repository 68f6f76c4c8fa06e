// Where each build of the extension lies.
import type { Target } from '../../vite.config.js'
import type { BrowserName } from '../browser/driver.js'

/** Which build a browser loads. */
export const targetOf = { chromium: 'chrome', firefox: 'firefox' } satisfies Record<
  BrowserName,
  Target
>

/** What is published. */
export const releaseFolder = {
  chrome: 'dist/chrome',
  firefox: 'dist/firefox',
} satisfies Record<Target, string>

/** For tests: may ask loopback servers. */
export const loopbackFolder = {
  chrome: 'dist/chrome-loopback',
  firefox: 'dist/firefox-loopback',
} satisfies Record<Target, string>

/** For the demo: as for tests, and knows the demo's server. */
export const demoFolder = {
  chrome: 'dist/chrome-demo',
  firefox: 'dist/firefox-demo',
} satisfies Record<Target, string>

/** As for tests, in a language that is written from right to left. */
export const mirroredFolder = {
  chrome: 'dist/chrome-mirrored',
  firefox: 'dist/firefox-mirrored',
} satisfies Record<Target, string>
