// The rehearsal on the settings page: its switch, what its buttons do, and what the popup asks of it.
import { cleanup, render, screen, waitFor } from '@testing-library/preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Popup } from '../../../extension/popup/Popup.js'
import { clock } from '../../../extension/shared/clock.js'
import { rehearsalUrl } from '../../../extension/shared/rehearsal.js'
import type { WatchRecord } from '../../../extension/shared/watch-record.js'
import { forgetBrowser, pageBrowser } from '../page-browser.js'
import { say } from '../speech.js'
import { kept, openSettings, press, said, type, university } from './settings-page.js'

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../page-browser.js')).pageBrowser,
}))

const label = 'Rehearse with a pretend server'

/** One page's locks, as the Web Locks API grants them. */
function locks() {
  const held: { name: string }[] = []
  return {
    query: async () => ({ held }),
    async request(name: string, work: () => Promise<void>) {
      const lock = { name }
      held.push(lock)
      await work()
      held.splice(held.indexOf(lock), 1)
    },
  }
}

beforeEach(() => {
  forgetBrowser()
  vi.stubGlobal('navigator', Object.create(navigator, { locks: { value: locks() } }))
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const record = () => pageBrowser.storage.session.values.get(`watch ${rehearsalUrl}`) as WatchRecord
const state = () => record().memory.state

async function start(): Promise<void> {
  await openSettings({ servers: [university] })
  press(label, 'switch')
  await screen.findByRole('button', { name: 'Signs in' })
  await waitFor(() => expect(said()).toBe('Rehearsal: Not signed in'))
}

/** Presses it, and waits for what the page then says. */
async function play(button: string, says: RegExp): Promise<void> {
  press(button)
  await waitFor(() => expect(said()).toMatch(says))
}

test('off until it is switched on, and gone when it is switched off', async () => {
  await openSettings({})
  expect(screen.getByRole('switch', { name: label }).getAttribute('aria-checked')).toBe('false')
  expect(screen.queryByRole('button', { name: 'Signs in' })).toBeNull()
  press(label, 'switch')
  await screen.findByRole('button', { name: 'Signs in' })
  expect(record()).toMatchObject({ server: rehearsalUrl, rehearsal: true })
  await waitFor(() => expect(said()).toContain('Rehearsal'))
  press(label, 'switch')
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Signs in' })).toBeNull())
  expect(record()).toBeUndefined()
})

test('it goes through every state, and says each as the toolbar does', async () => {
  await start()
  type('Name', 'jdoe')
  await play('Signs in', /^Rehearsal: Signed in as jdoe, (20|19) mins left/)
  await play('10 mins later', /^Rehearsal: SSO ends in 9 mins because/)
  await play('Opens an application', /^Rehearsal: Signed in as jdoe/)
  await play('Another one signs in', /^Rehearsal: Signed in as jdoe-2/)
  expect(record().otherUser).toMatchObject({ before: 'jdoe' })
  await play('Answers with an error', /^Rehearsal: Can't reach/)
  expect(state().trouble).toMatchObject({ kind: 'server-error' })
  await play('Works again', /^Rehearsal: Signed in as jdoe-2/)
  await play('An administrator ends it', /^Rehearsal: Sign-in ended elsewhere/)
  await play('Signs in', /^Rehearsal: Signed in as jdoe/)
  await play('To the next limit', /^Rehearsal: Sign-in ended .*not used/)
  expect(state()).toMatchObject({ status: 'signed-out', reason: 'expired-idle' })
})

test('nothing of it is a setting', async () => {
  await start()
  await play('Signs in', /Signed in as casuser/)
  expect(kept().servers).toEqual([university])
  expect(JSON.stringify([...pageBrowser.storage.local.values])).not.toContain('rehearsal')
})

test('the background is told of each change, and asked nothing else', async () => {
  await start()
  await play('Signs in', /Signed in as casuser/)
  const sent = pageBrowser.runtime.sendMessage.mock.calls.map(([message]) => message)
  expect(sent.length).toBeGreaterThanOrEqual(2)
  for (const message of sent) expect(message).toEqual({ type: 'refresh' })
})

test('what is asked in the popup is done: a proved sign-out, and a stay that moved the limit', async () => {
  await start()
  await play('Signs in', /Signed in as casuser/)
  await play('10 mins later', /SSO ends in 9 mins/)
  await act(async () => void (await pageBrowser.runtime.onMessage.emit({ rehearse: 'stay' })))
  expect(record().stayed).toMatchObject({ moved: true })
  await act(async () => void (await pageBrowser.runtime.onMessage.emit({ rehearse: 'sign-out' })))
  expect(record().signOut).toMatchObject({ proved: true })
  expect(state()).toMatchObject({ status: 'signed-out', reason: 'signed-out-here' })
  await act(async () => void (await pageBrowser.runtime.onMessage.emit({ rehearse: 'sign-in' })))
  expect(state()).toMatchObject({ status: 'signed-in', user: 'casuser' })
})

test('a background that can not be reached stops nothing', async () => {
  pageBrowser.runtime.sendMessage.mockRejectedValue(new Error('No receiver.'))
  await start()
  await play('Signs in', /Signed in as casuser/)
})

test('a page that is left ends it', async () => {
  await start()
  await act(async () => void dispatchEvent(new Event('pagehide')))
  expect(record()).toBeUndefined()
})

test('the popup opens it first, marked, asks its page, and leads to what is real', async () => {
  await start()
  await play('Signs in', /Signed in as casuser/)
  pageBrowser.runtime.sendMessage.mockClear()
  const { container } = render(<Popup clock={clock} say={say} />)
  await waitFor(() => expect(container.textContent).toContain('Rehearsal: nothing here is real.'))
  await act(() => screen.getByRole('button', { name: 'Sign out' }).click())
  expect(pageBrowser.runtime.sendMessage).toHaveBeenCalledWith({ rehearse: 'sign-out' })
  await act(() => screen.getByRole('button', { name: 'All servers' }).click())
  const rows = [...container.querySelectorAll('.server strong')].map(
    ({ textContent }) => textContent,
  )
  expect(rows).toEqual(['Rehearsal', 'Example University'])
})
