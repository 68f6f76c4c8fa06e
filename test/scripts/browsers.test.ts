import { expect, test } from 'vitest'
import { findBrowser, howToInstall } from '../../scripts/browsers.js'

test('a variable that names a program wins', () => {
  expect(findBrowser('firefox', { FIREFOX_PATH: process.execPath })).toBe(process.execPath)
})

test('a variable that names no program is said, not passed over', () => {
  const environment = { CHROMIUM_PATH: '/no/such/program' }
  expect(findBrowser('chromium', environment)).toBeUndefined()
  expect(howToInstall('chromium', environment)).toBe(
    'CHROMIUM_PATH names /no/such/program, which is no program.',
  )
})

test('what to install is one sentence', () => {
  expect(howToInstall('firefox', {})).toBe(
    'Firefox was not found: install it (Debian: apt-get install firefox-esr) or set FIREFOX_PATH to its program.',
  )
})
