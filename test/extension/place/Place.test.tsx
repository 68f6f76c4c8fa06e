// The page for a container: it asks when it is told to, with that container's cookies, and keeps nothing.
import { cleanup, render, screen } from '@testing-library/preact'
import { act } from 'preact/test-utils'
import { createCas, type InMemoryCas } from 'sso-pulse/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Place } from '../../../extension/place/Place.js'
import { initialSettings } from '../../../extension/shared/settings.js'
import { turnableClock } from '../../sdk/turnable-clock.js'
import { forgetBrowser, pageBrowser } from '../page-browser.js'
import { now, server } from '../pictures.js'
import { say } from '../speech.js'

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../page-browser.js')).pageBrowser,
}))

let cas: InMemoryCas

beforeEach(async () => {
  forgetBrowser()
  cas = createCas({ url: server.url })
  vi.stubGlobal('fetch', cas.fetch)
  await pageBrowser.storage.local.set({ settings: { ...initialSettings, servers: [server] } })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

async function open(url = server.url): Promise<void> {
  render(<Place server={url} clock={turnableClock(now)} say={say} />)
  await screen.findByRole('heading', { name: 'In this container' })
}

async function ask(): Promise<void> {
  await act(() => screen.getByRole('button', { name: 'Am I signed in here?' }).click())
  await screen.findByRole('button', { name: 'Am I signed in here?' })
}

test('it asks nobody before it is clicked', async () => {
  await open()
  expect(cas.requests).toEqual([])
})

test('it tells who is signed in there', async () => {
  cas.signIn('casuser')
  await open()
  await ask()
  expect(screen.getByRole('status').textContent).toContain('Signed in as casuser')
})

test('it tells that nobody is', async () => {
  await open()
  await ask()
  expect(screen.getByRole('status').textContent).toBe('Not signed in')
})

test('it tells that nobody answered', async () => {
  cas.fail({ path: 'isloggedin', status: 503 })
  await open()
  await ask()
  expect(screen.getByRole('status').textContent).toContain("Can't reach sso.example.edu")
})

test('what it learned is stored nowhere', async () => {
  cas.signIn('casuser')
  await open()
  await ask()
  expect([...pageBrowser.storage.session.values]).toEqual([])
})

test('it asks no server that is not set up', async () => {
  await open('https://evil.example.org/cas')
  expect(screen.queryByRole('button')).toBeNull()
})
