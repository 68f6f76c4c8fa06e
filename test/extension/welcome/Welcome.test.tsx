// The welcome page: what is next depends on what is set up, and the hint to pin on the toolbar.
import { cleanup, render, screen } from '@testing-library/preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { initialSettings, originPattern } from '../../../extension/shared/settings.js'
import { Welcome } from '../../../extension/welcome/Welcome.js'
import { forgetBrowser, pageBrowser } from '../page-browser.js'
import { server } from '../pictures.js'
import { say } from '../speech.js'

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../page-browser.js')).pageBrowser,
}))

beforeEach(forgetBrowser)
afterEach(cleanup)

async function open(): Promise<void> {
  render(<Welcome say={say} />)
  await screen.findByRole('heading', { name: 'Welcome to SSO pulse' })
}

async function setUp(): Promise<void> {
  await pageBrowser.storage.local.set({ settings: { ...initialSettings, servers: [server] } })
}

const pinHint = () => screen.queryByRole('heading', { name: 'The countdown is hidden' })

test('it says what can not be seen', async () => {
  await open()
  expect(screen.getByText(/Not your password/)).toBeDefined()
})

describe('what is next', () => {
  test('without a server: to add one, in the settings', async () => {
    await open()
    expect(screen.getByRole('heading', { name: 'Add your sign-in server' })).toBeDefined()
    await act(() => screen.getByRole('button', { name: 'Set up' }).click())
    expect(pageBrowser.runtime.openOptionsPage).toHaveBeenCalledOnce()
  })

  test('with a server that an organisation set up: to allow it', async () => {
    await setUp()
    await open()
    expect(screen.getByText(/Permission needed/).textContent).toContain('Example University')
    expect(screen.getByRole('button', { name: 'Allow…' })).toBeDefined()
  })

  test('with a server that answers already: nothing', async () => {
    await setUp()
    pageBrowser.granted.add(originPattern(server.url))
    await open()
    expect(screen.queryByText(/Permission needed/)).toBeNull()
    expect(screen.getByRole('button', { name: 'Settings' })).toBeDefined()
  })
})

describe('the hint to pin the button', () => {
  test('is there only while the button is hidden', async () => {
    pageBrowser.toolbar.holds = false
    await open()
    await screen.findByRole('heading', { name: 'The countdown is hidden' })
    pageBrowser.toolbar.holds = true
    await act(async () => void (await pageBrowser.action.onUserSettingsChanged.emit()))
    expect(pinHint()).toBeNull()
  })

  test('goes away when the page is looked at again, where the browser tells of no change', async () => {
    pageBrowser.toolbar.holds = false
    await open()
    await screen.findByRole('heading', { name: 'The countdown is hidden' })
    pageBrowser.toolbar.holds = true
    await act(() => void window.dispatchEvent(new Event('focus')))
    await act(async () => {})
    expect(pinHint()).toBeNull()
  })

  test('is not there where the button is', async () => {
    await open()
    await act(async () => {})
    expect(pinHint()).toBeNull()
  })
})
