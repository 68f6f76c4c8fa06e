// The settings page as a person uses it: an address pasted, permitted, tested, and only then kept.
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Options } from '../../../extension/options/Options.js'
import {
  initialSettings,
  parseSettings,
  type ServerSettings,
} from '../../../extension/shared/settings.js'
import { type Detection, detect } from '../../../extension/shared/sources.js'
import { forgetBrowser, pageBrowser } from '../page-browser.js'
import { server } from '../pictures.js'
import { say } from '../speech.js'

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../page-browser.js')).pageBrowser,
}))
vi.mock('../../../extension/shared/sources.js', () => ({ detect: vi.fn() }))

const pattern = 'https://sso.example.edu/*'

beforeEach(forgetBrowser)
afterEach(cleanup)

async function openOptions(known?: ServerSettings, permitted = true): Promise<void> {
  if (known)
    await pageBrowser.storage.local.set({ settings: { ...initialSettings, servers: [known] } })
  if (known && permitted) pageBrowser.granted.add(pattern)
  render(<Options say={say} />)
  await screen.findByRole('textbox', { name: 'Address of your sign-in page' })
}

const field = () => screen.getByRole('textbox', { name: 'Address of your sign-in page' })
const stored = () => parseSettings(pageBrowser.storage.local.values.get('settings')).servers[0]
const all = () => parseSettings(pageBrowser.storage.local.values.get('settings')).servers
const said = () => screen.getByRole('status').textContent

/** What the browser was asked before the click had been handled. */
function press(name: string): number {
  void act(() => screen.getByRole('button', { name }).click())
  return pageBrowser.permissions.request.mock.calls.length
}

function paste(address: string): void {
  fireEvent.input(field(), { target: { value: address } })
}

function answer(detection: Detection): void {
  vi.mocked(detect).mockReset().mockResolvedValue(detection)
}

const signedInReport = { signedIn: true, principal: 'jdoe' } as const
const nobodyReport = { signedIn: false, reason: 'no-cookie' } as const

describe('an address', () => {
  test.each([
    ['', 'Paste an address first.'],
    [
      'our login page',
      'This is not a web address. It should look like https://sso.example.org/cas/login',
    ],
    ['javascript:alert(1)', 'Only addresses that start with https:// can be used.'],
    [
      'http://sso.example.edu/cas',
      'This address is not encrypted: your sign-in could be read on the way. Use https://',
    ],
    [
      'https://jdoe:secret@sso.example.edu/cas',
      'This address contains a user name or a password. Remove it and try again.',
    ],
    [`https://sso.example.edu/${'a'.repeat(3000)}`, 'This address is too long for a CAS server.'],
  ])('"%s" is explained beside the field, and nothing is asked or stored', async (typed, fault) => {
    await openOptions()
    paste(typed)
    expect(press('Test and add')).toBe(0)
    const described = field().getAttribute('aria-describedby')?.split(' ')[0] ?? ''
    expect(document.getElementById(described)?.textContent).toBe(fault)
    expect(field().getAttribute('aria-invalid')).toBe('true')
    expect(document.activeElement).toBe(field())
    expect(stored()).toBeUndefined()
    paste('sso.example.edu')
    expect(field().getAttribute('aria-invalid')).toBe('false')
    expect(screen.queryByText(fault)).toBeNull()
  })

  test('names the one host that will be asked for', async () => {
    await openOptions()
    paste('sso.example.edu/cas/login?service=https://portal.example.edu')
    expect(document.querySelector('form')?.textContent).toContain(
      'may reach \u2068sso.example.edu\u2069: this site only'.replace(/[\u2068\u2069]/g, ''),
    )
  })

  test.each<[Extract<Detection, { found: true }>, string[]]>([
    [
      { found: true, server, report: signedInReport },
      ['This server tells who is signed in and both limits.', 'Signed in now: jdoe'],
    ],
    [
      { found: true, server: { ...server, source: 'isloggedin-plain' }, report: nobodyReport },
      [
        'This server tells who is signed in, but not for how long.',
        'Nobody is signed in there now.',
      ],
    ],
    [
      { found: true, server: { ...server, source: 'actuator-sso' }, report: signedInReport },
      ["CAS's standard endpoint answers: it tells who is signed in, but not for how long."],
    ],
  ])('is asked for at once, tested and kept', async (detection, lines) => {
    answer(detection)
    await openOptions()
    paste('sso.example.edu/cas/login')
    expect(press('Test and add')).toBe(1)
    expect(pageBrowser.permissions.request).toHaveBeenCalledWith({ origins: [pattern] })
    await screen.findByRole('button', { name: 'Test again' })
    expect(detect).toHaveBeenCalledWith('https://sso.example.edu/cas')
    expect(stored()).toEqual(detection.server)
    await waitFor(() => expect(said()).toContain('Example University was added.'))
    for (const line of lines) expect(said()).toContain(line)
    expect(field()).toHaveProperty('value', '')
  })

  test('that has no status is not kept, and the reason is told', async () => {
    answer({ found: false, trouble: 'not-json' })
    await openOptions()
    paste('sso.example.edu')
    press('Test and add')
    await waitFor(() => expect(said()).toContain('No sign-in status was found at sso.example.edu.'))
    expect(said()).toContain('The server answered with a web page instead of a status.')
    expect(said()).toContain('Nothing was saved.')
    expect(stored()).toBeUndefined()
    expect(field()).toHaveProperty('value', 'sso.example.edu')
  })

  test('that the browser does not store is not said to be set up', async () => {
    await openOptions()
    answer({ found: true, server, report: nobodyReport })
    vi.spyOn(pageBrowser.storage.local, 'set').mockRejectedValue(new Error('QuotaExceededError'))
    paste('sso.example.edu/cas')
    press('Test and add')
    await screen.findByText(/The browser's storage refused it/)
    expect(field()).toHaveProperty('value', 'sso.example.edu/cas')
    expect(stored()).toBeUndefined()
  })

  test('whose permission is refused is not even asked', async () => {
    answer({ found: false, trouble: 'not-json' })
    pageBrowser.person.allows = false
    await openOptions()
    paste('sso.example.edu')
    press('Test and add')
    await waitFor(() =>
      expect(said()).toBe('Access to sso.example.edu was not allowed. Nothing was saved.'),
    )
    expect(detect).not.toHaveBeenCalled()
    expect(stored()).toBeUndefined()
  })

  test('joins those that are set up, and takes no permission from them', async () => {
    const other = { ...server, url: 'https://login.example.org/cas', name: 'login.example.org' }
    answer({ found: true, server: other, report: nobodyReport })
    await openOptions(server)
    paste(other.url)
    press('Test and add')
    await waitFor(() => expect(all()).toEqual([server, other]))
    expect([...pageBrowser.granted]).toEqual([pattern, 'https://login.example.org/*'])
  })
})

describe('the server that is set up', () => {
  test('can be tested again, and keeps its name', async () => {
    answer({ found: true, server: { ...server, name: 'sso.example.edu' }, report: nobodyReport })
    await openOptions(server)
    expect(press('Test again')).toBe(1)
    await waitFor(() => expect(said()).toContain('sso.example.edu answers.'))
    expect(stored()).toEqual(server)
  })

  test('stays set up when it gives no status', async () => {
    answer({ found: false, trouble: 'timed-out' })
    await openOptions(server)
    press('Test again')
    await waitFor(() => expect(said()).toContain('It stays set up.'))
    expect(said()).toContain('The server took too long to answer.')
    expect(stored()).toEqual(server)
  })

  test('without its permission asks for it at once', async () => {
    answer({ found: true, server, report: nobodyReport })
    await openOptions(server, false)
    expect(press('Allow…')).toBe(1)
    await screen.findByRole('button', { name: 'Test again' })
    expect(pageBrowser.granted).toContain(pattern)
  })

  test('can be named', async () => {
    await openOptions(server)
    const name = screen.getByRole('textbox', { name: 'Name shown in the popup' })
    fireEvent.input(name, { target: { value: '  Demo  ' } })
    fireEvent.change(name)
    await waitFor(() => expect(stored()?.name).toBe('Demo'))
    await waitFor(() => expect(said()).toBe('Name shown in the popup: saved.'))
  })

  test('can be removed, with its permission, and brought back', async () => {
    await openOptions(server)
    press('Remove')
    const undo = await screen.findByRole('button', { name: 'Undo' })
    expect(document.activeElement).toBe(undo)
    expect(stored()).toBeUndefined()
    await waitFor(() => expect(pageBrowser.granted.size).toBe(0))
    press('Undo')
    await waitFor(() => expect(stored()).toEqual(server))
    await screen.findByRole('button', { name: 'Test again' })
    expect(pageBrowser.granted).toContain(pattern)
  })
})
