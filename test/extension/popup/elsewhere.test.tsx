// What the popup says of containers and private windows, and how it goes there; and the button that puts an end to rest.
import { cleanup, render, screen } from '@testing-library/preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Popup } from '../../../extension/popup/Popup.js'
import {
  defaultWarnings,
  initialSettings,
  originPattern,
} from '../../../extension/shared/settings.js'
import type { WatchRecord } from '../../../extension/shared/watch-record.js'
import { turnableClock } from '../../sdk/turnable-clock.js'
import { forgetBrowser, pageBrowser } from '../page-browser.js'
import { minute, now, pictureOfState, server, signedIn, signedOut } from '../pictures.js'
import { say } from '../speech.js'

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../page-browser.js')).pageBrowser,
}))

beforeEach(() => {
  forgetBrowser()
  vi.spyOn(window, 'close')
    .mockReset()
    .mockImplementation(() => {})
})
afterEach(cleanup)

async function open(record: WatchRecord, notify = false): Promise<void> {
  pageBrowser.granted.add(originPattern(server.url))
  await pageBrowser.storage.session.set({ [`watch ${server.url}`]: record })
  const warnings = { ...defaultWarnings, notify }
  await pageBrowser.storage.local.set({
    settings: { ...initialSettings, servers: [server], warnings },
  })
  render(<Popup clock={turnableClock(now)} say={say} />)
  await screen.findByRole('heading')
}

const nobody = (...elsewhere: readonly string[]) =>
  pictureOfState(signedOut('never'), { elsewhere }).record

test('a sign-in in a container has a line of its own, and a button that goes there', async () => {
  await open(nobody('firefox-container-2'))
  expect(screen.getByText(/There may be a sign-in in another container/)).toBeDefined()
  expect(screen.getByRole('heading').textContent).toBe('Not signed in')
  await act(() => screen.getByRole('button', { name: 'Look there' }).click())
  const page = 'moz-extension://our-extension/extension/place/place.html'
  expect(pageBrowser.opened).toEqual([
    `firefox-container-2: ${page}?server=${encodeURIComponent(server.url)}`,
  ])
})

test.each(['firefox-private', '1'])('of a private window (%s) it only says so', async (store) => {
  await open(nobody(store))
  expect(screen.getByText(/There may be a sign-in in a private window/)).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Look there' })).toBeNull()
})

test('without such a place there is no such line', async () => {
  await open(nobody())
  expect(screen.queryByText(/There may be/)).toBeNull()
})

test('Snooze asks the background', async () => {
  Object.assign(pageBrowser, { notifications: {} })
  await open(pictureOfState(signedIn({ time: 9 * minute })).record, true)
  await act(() => screen.getByRole('button', { name: 'Snooze' }).click())
  expect(pageBrowser.runtime.sendMessage).toHaveBeenCalledWith({
    type: 'snooze',
    server: server.url,
  })
})
