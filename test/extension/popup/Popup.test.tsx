// The popup as a person uses it: what it says, what its buttons do, where the focus is, what a screen reader hears.
import { cleanup, render, screen, within } from '@testing-library/preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Popup } from '../../../extension/popup/Popup.js'
import type { Picture } from '../../../extension/shared/picture.js'
import { initialSettings, originPattern } from '../../../extension/shared/settings.js'
import { prepareDocument } from '../../../extension/ui/document.js'
import { turnableClock } from '../../sdk/turnable-clock.js'
import { forgetBrowser, pageBrowser } from '../page-browser.js'
import {
  changed,
  hour,
  inTrouble,
  minute,
  now,
  pictureOfState,
  type SessionPicture,
  second,
  server,
  signedIn,
  signedOut,
  unknown,
} from '../pictures.js'
import { say, sayIn } from '../speech.js'

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../page-browser.js')).pageBrowser,
}))

let clock = turnableClock(now)

beforeEach(() => {
  forgetBrowser()
  clock = turnableClock(now)
  vi.spyOn(window, 'close')
    .mockReset()
    .mockImplementation(() => {})
})
afterEach(cleanup)

async function know(picture: Picture): Promise<void> {
  if (picture.kind === 'not-configured') return
  if (picture.kind === 'session') {
    pageBrowser.granted.add(originPattern(server.url))
    await pageBrowser.storage.session.set({ [`watch ${server.url}`]: picture.record })
  }
  await pageBrowser.storage.local.set({
    settings: { ...initialSettings, servers: [picture.server] },
  })
}

/** Something became known while the popup is open. */
async function learn(picture: SessionPicture): Promise<void> {
  await act(() => pageBrowser.storage.session.set({ [`watch ${server.url}`]: picture.record }))
  await settle()
}

async function openPopup(picture: Picture, language = say): Promise<void> {
  await know(picture)
  await act(() => void render(<Popup clock={clock} say={language} />))
  await settle()
}

/** Lets what was begun come to an end, and what follows from it be shown. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) await act(() => clock.settle())
}

async function pass(ms: number): Promise<void> {
  await act(() => clock.advance(ms))
}

async function press(name: string): Promise<void> {
  await act(() => screen.getByRole('button', { name }).click())
  await settle()
}

const headline = () => screen.getByRole('heading').textContent
const said = () => screen.getByRole('status').textContent
const buttons = () => screen.getAllByRole('button').map((button) => button.textContent)
const sent = () => pageBrowser.runtime.sendMessage.mock.calls.map(([message]) => message)

describe('when it opens', () => {
  test('it asks for a fresh look, once', async () => {
    await openPopup(pictureOfState(signedIn({ time: hour })))
    expect(sent()).toEqual([{ type: 'opened' }])
  })

  test.each<[string, Picture, string, string[]]>([
    ['1 unknown', pictureOfState(unknown), 'Checking your sign-in', ['Cancel']],
    [
      '2 signed in',
      pictureOfState(signedIn({ time: hour })),
      'Signed in as jdoe',
      ['Sign out', 'Details'],
    ],
    [
      '3 expiring soon',
      pictureOfState(signedIn({ time: 9 * minute })),
      'Your sign-in ends in 9 minutes',
      ['Sign in again', 'Sign out', 'Details'],
    ],
    [
      '4 idle, expiring',
      pictureOfState(signedIn({ idle: 4 * minute })),
      'Still there? 4 minutes left',
      ['Sign out', 'Details'],
    ],
    [
      '5 signed out',
      pictureOfState(signedOut('signed-out-here'), { signOut: { at: now, proved: true } }),
      'Not signed in',
      ['Sign in', 'How to end them'],
    ],
    [
      '6 expired',
      pictureOfState(signedOut('expired-time')),
      'Your sign-in has ended',
      ['Sign in again', 'Details'],
    ],
    [
      '7 unreachable',
      pictureOfState(inTrouble(signedIn({ time: hour }), 'offline')),
      "Can't reach sso.example.edu",
      ['Try again', 'Details'],
    ],
    ['8 not configured', { kind: 'not-configured' }, 'No server yet', ['Set up']],
    [
      '9 permission missing',
      { kind: 'permission-missing', server },
      'Permission needed',
      ['Allow…', "What we can't see"],
    ],
  ])(
    '%s: its headline is said, its first button has the focus',
    async (_, picture, text, names) => {
      await openPopup(picture)
      expect(headline()).toBe(text)
      expect(said()).toBe(text)
      expect(buttons()).toEqual(names)
      expect(document.activeElement?.textContent).toBe(names[0])
    },
  )

  test('the name of the person is kept apart from the sentence', async () => {
    await openPopup(pictureOfState(signedIn({ time: hour }, { user: 'דנה' })))
    expect(within(screen.getByRole('heading')).getByText('דנה').tagName).toBe('BDI')
  })

  test('what is said in a made-up language runs from right to left', async () => {
    const language = sayIn('made-up')
    prepareDocument(language, 'extension_name')
    await openPopup(pictureOfState(signedIn({ time: hour })), language)
    expect(document.documentElement.dir).toBe('rtl')
    expect(document.documentElement.lang).toBe('he')
    expect(document.body.textContent).not.toMatch(/Sign|Checked|Details/)
  })
})

describe('time', () => {
  test('counts on the minute, then each second, and never to nothing', async () => {
    await openPopup(pictureOfState(signedIn({ time: 3 * minute })))
    await pass(1)
    expect(headline()).toBe('Your sign-in ends in 2 minutes')
    await pass(minute - 2)
    expect(headline()).toBe('Your sign-in ends in 2 minutes')
    await pass(2)
    expect(headline()).toBe('Your sign-in ends in 1 minute, 59 seconds')
    await pass(second)
    expect(headline()).toBe('Your sign-in ends in 1 minute, 58 seconds')
    await pass(117 * second)
    expect(headline()).toBe('Your sign-in ends in 1 second')
    await pass(998)
    expect(headline()).toBe('Your sign-in ends in 1 second')
    await pass(second + 2)
    expect(headline()).toBe('Checking your sign-in')
  })

  test('a screen reader hears few instants', async () => {
    await openPopup(pictureOfState(signedIn({ time: 11 * minute })))
    const heard = [said()]
    for (let passed = 0; passed < 11 * minute + 2 * second; passed += second) {
      await pass(second)
      if (said() !== heard.at(-1)) heard.push(said())
    }
    expect(heard).toEqual([
      'Signed in as jdoe',
      'Your sign-in ends in 10 minutes',
      'Your sign-in ends in 5 minutes',
      'Your sign-in ends in 2 minutes',
      'Your sign-in ends in 1 minute',
      'Your sign-in ends in 40 seconds',
      'Your sign-in ends in 20 seconds',
      'Checking your sign-in',
    ])
  }, 20_000)

  test('nothing ticks while there is nothing to count but minutes', async () => {
    await openPopup(pictureOfState(signedIn({ time: hour })))
    expect(clock.timers).toBe(1)
    await pass(59 * second)
    expect(screen.getByText('Checked just now')).toBeTruthy()
    await pass(second)
    expect(screen.getByText('Checked 1 minute ago')).toBeTruthy()
  })

  test('a first look that takes five seconds is still waited for', async () => {
    await openPopup(pictureOfState(unknown))
    await pass(4999)
    expect(headline()).toBe('Checking your sign-in')
    await pass(1)
    expect(headline()).toBe('Still waiting for sso.example.edu')
    expect(buttons()).toEqual(['Try again', 'Cancel'])
    expect(document.activeElement?.textContent).toBe('Cancel')
  })

  test('a closed popup leaves no timer', async () => {
    await openPopup(pictureOfState(signedIn({ time: hour })))
    await act(cleanup)
    expect(clock.timers).toBe(0)
  })
})

describe('Sign out', () => {
  test('says that it is being done, then the proof; the headline takes the focus', async () => {
    let finish = () => {}
    pageBrowser.runtime.sendMessage.mockImplementation(
      () =>
        new Promise<undefined>((resolve) => {
          finish = () => resolve(undefined)
        }),
    )
    await openPopup(pictureOfState(signedIn({ time: hour })))
    await act(() => finish())
    await press('Sign out')
    expect(sent().at(-1)).toEqual({ type: 'sign-out', server: server.url })
    const button = screen.getByRole('button', { name: 'Signing out…' })
    expect(button.getAttribute('aria-disabled')).toBe('true')
    expect(document.activeElement).toBe(button)
    await press('Signing out…')
    expect(sent()).toHaveLength(2)

    await learn(
      pictureOfState(signedOut('signed-out-here'), { signOut: { at: now, proved: true } }),
    )
    await act(() => finish())
    expect(headline()).toBe('Not signed in')
    expect(screen.getByText('You signed out at 09:48.')).toBeTruthy()
    expect(screen.getByText('Apps you opened may still be signed in.')).toBeTruthy()
    expect(document.activeElement).toBe(screen.getByRole('heading'))
    expect(said()).toBe('Not signed in')
  })

  test('what was unfolded before is not taken for something else', async () => {
    await openPopup(pictureOfState(signedIn({ time: hour })))
    await press('Details')
    await learn(
      pictureOfState(signedOut('signed-out-here'), { signOut: { at: now, proved: true } }),
    )
    const button = screen.getByRole('button', { name: 'How to end them' })
    expect(button.getAttribute('aria-expanded')).toBe('false')
  })

  test('begun by a popup that is gone, it is still being done', async () => {
    await openPopup(pictureOfState(signedIn({ time: hour }), { signingOut: { seen: true } }))
    expect(buttons()).toContain('Signing out…')
  })

  test('tells which applications the session was used for', async () => {
    const services = ['https://portal.example.edu/']
    await openPopup(
      pictureOfState(signedOut('signed-out-here'), {
        signOut: { at: now, proved: true, services },
      }),
    )
    await press('How to end them')
    expect(screen.getByText('https://portal.example.edu/').tagName).toBe('BDI')
  })
})

describe('another user', () => {
  const picture = changed(signedIn({ time: hour }, { user: 'admin' }))

  test('has a line of its own, with both names apart from the sentence', async () => {
    await openPopup(picture)
    expect(headline()).toBe('Signed in as admin')
    const line = screen.getByText(/^Changed from/)
    expect(line.textContent).toBe('Changed from jdoe to admin at 09:45.')
    expect([...line.querySelectorAll('bdi')].map((each) => each.textContent)).toEqual([
      'jdoe',
      'admin',
    ])
  })

  test('is put away by a button; the headline takes its focus', async () => {
    await openPopup(picture)
    expect(buttons()).toEqual(['Sign out', 'Hide this notice', 'Details'])
    screen.getByRole('button', { name: 'Hide this notice' }).focus()
    await press('Hide this notice')
    expect(sent().at(-1)).toEqual({ type: 'dismiss', server: server.url })
    await learn(pictureOfState(signedIn({ time: hour }, { user: 'admin' })))
    expect(screen.queryByText(/^Changed from/)).toBeNull()
    expect(document.activeElement).toBe(screen.getByRole('heading'))
  })
})

test('what ended elsewhere has a line of its own', async () => {
  await openPopup(pictureOfState(signedOut('ended-elsewhere')))
  expect(headline()).toBe('Your sign-in has ended')
  expect(screen.getByText(/^Ended by the server, by an administrator/)).toBeTruthy()
})

describe('the other buttons', () => {
  const login = 'https://sso.example.edu/cas/login'

  test('Sign in opens the login page and closes the popup', async () => {
    await openPopup(pictureOfState(signedOut('never')))
    await press('Sign in')
    expect(pageBrowser.opened).toEqual([login])
    expect(window.close).toHaveBeenCalledOnce()
  })

  test('Sign in again ends what is left of the session first, for CAS would keep its time limit', async () => {
    await openPopup(pictureOfState(signedIn({ time: 9 * minute })))
    await press('Sign in again')
    expect(sent()).toEqual([{ type: 'opened' }, { type: 'sign-out', server: server.url }])
    expect(pageBrowser.opened).toEqual([login])
  })

  test('Try again looks again and says so', async () => {
    await openPopup(pictureOfState(inTrouble(signedIn({ time: hour }), 'offline')))
    pageBrowser.runtime.sendMessage.mockImplementation(() => new Promise(() => {}))
    await press('Try again')
    expect(sent().at(-1)).toEqual({ type: 'check', server: server.url })
    expect(buttons()).toContain('Trying…')
  })

  test('Cancel closes the popup', async () => {
    await openPopup(pictureOfState(unknown))
    await press('Cancel')
    expect(window.close).toHaveBeenCalledOnce()
  })

  test.each<[string, Picture]>([
    ['Set up', { kind: 'not-configured' }],
    ['Allow…', { kind: 'permission-missing', server }],
  ])('%s opens the settings in a tab', async (name, picture) => {
    await openPopup(picture)
    await press(name)
    expect(pageBrowser.runtime.openOptionsPage).toHaveBeenCalledOnce()
    expect(pageBrowser.permissions.request).not.toHaveBeenCalled()
  })

  test("What we can't see is told on demand", async () => {
    await openPopup({ kind: 'permission-missing', server })
    const button = screen.getByRole('button', { name: "What we can't see" })
    expect(button.getAttribute('aria-expanded')).toBe('false')
    await press("What we can't see")
    expect(button.getAttribute('aria-expanded')).toBe('true')
    const told = document.getElementById(button.getAttribute('aria-controls') ?? '')
    expect(told?.textContent).toContain('Not your password')
  })
})

describe('Details', () => {
  async function rows(picture: SessionPicture): Promise<Record<string, string>> {
    await openPopup(picture)
    await press('Details')
    const terms = screen.getAllByRole('term')
    return Object.fromEntries(
      terms.map(({ textContent, parentElement }) => [
        textContent,
        [...(parentElement?.querySelectorAll('dd') ?? [])].map((dd) => dd.textContent).join(' | '),
      ]),
    )
  }

  test('of a session: limits with their origin, the clock, where it was used', async () => {
    const details = {
      authenticatedAt: now - hour + 1700,
      timeToKillSeconds: 7200,
      rememberMe: true,
      services: ['https://portal.example.edu/'],
    }
    const state = signedIn({ time: hour, idle: 90 * minute }, { details })
    expect(await rows(pictureOfState(state, {}, { skewMs: 1700 }))).toEqual({
      Server: 'https://sso.example.edu/cas',
      'Status source': 'isloggedin',
      'Last look': 'just now',
      "Server's clock": '1 sec ahead of this device',
      'Time limit': '10:48 (from CAS)',
      'Idle limit': '2 hours | 11:18 (from CAS)',
      'Session started': '08:48',
      Kind: 'long-term (remember me)',
      'Used for': 'https://portal.example.edu/',
    })
  })

  test('of trouble: its kind, the HTTP status, and the age of the last answer', async () => {
    const state = inTrouble(signedIn({}, { details: undefined }), 'refused', 403)
    const memory = { checkedAt: now - 20 * minute, skewMs: -90 * second }
    expect(await rows(pictureOfState(state, {}, memory))).toMatchObject({
      'Last look': 'just now',
      'Last answer': '20 minutes ago',
      "Server's clock": '1 min behind this device',
      'Time limit': 'not known',
      Trouble: 'refused, HTTP 403',
    })
  })
})

describe('Copy as JSON', () => {
  const picture = pictureOfState(signedIn({ time: hour, idle: 2 * hour }))
  const writeText = vi.fn(async (_text: string) => {})

  beforeEach(async () => {
    writeText.mockReset()
    vi.stubGlobal('navigator', { userAgent: 'Firefox/142.0', clipboard: { writeText } })
    await openPopup(picture)
    await press('Details')
  })
  afterEach(() => void vi.unstubAllGlobals())

  test('copies the state as of the click, and says so; the focus stays', async () => {
    const button = screen.getByRole('button', { name: 'Copy as JSON' })
    button.focus()
    await pass(20 * second)
    await press('Copy as JSON')
    const copied = JSON.parse(writeText.mock.lastCall?.[0] ?? '')
    const local = new Date(now + 20 * second).toISOString()
    expect(copied).toMatchObject({ extension: '0.1.0', browser: 'Firefox/142.0', clock: { local } })
    expect(copied).toMatchObject({ server: server.url, status: 'signed-in' })
    expect(said()).toBe('Copied, without names or attributes.')
    expect(document.activeElement).toBe(button)
  })

  test('is announced a second time, too', async () => {
    await press('Copy as JSON')
    let finish = () => {}
    writeText.mockImplementation(() => new Promise((resolve) => (finish = resolve)))
    await press('Copy as JSON')
    expect(said()).toBe('')
    await act(() => finish())
    await settle()
    expect(said()).toBe('Copied, without names or attributes.')
  })

  test('says when the browser refuses', async () => {
    writeText.mockRejectedValue(new DOMException('not allowed', 'NotAllowedError'))
    await press('Copy as JSON')
    expect(said()).toBe('The browser did not allow copying.')
    expect(screen.getAllByText('The browser did not allow copying.')).toHaveLength(2)
  })

  test('gives way to the news', async () => {
    await press('Copy as JSON')
    await learn(pictureOfState(inTrouble(signedIn({ time: hour }), 'offline')))
    expect(said()).toBe("Can't reach sso.example.edu")
  })
})

describe('the clock of the machine is set while it is open', () => {
  test.each([
    ['back', -3 * hour],
    ['forward', 3 * hour],
  ])(
    '%s by hours: within a minute it asks for a look, and claims no end meanwhile',
    async (_, by) => {
      await openPopup(pictureOfState(signedIn({ time: hour })))
      clock.jump(by)
      await pass(minute)
      expect(sent()).toEqual([{ type: 'opened' }, { type: 'opened' }])
      expect(document.body.textContent).not.toMatch(/has ended|not signed in|signed out at/i)
      await learn(pictureOfState(signedIn({ time: hour + by }, { checkedAt: now + by })))
      expect(document.querySelector('header')?.textContent).toMatch(/Signed in as jdoe.*59/)
    },
  )

  test('by little it is left to the next look', async () => {
    await openPopup(pictureOfState(signedIn({ time: hour })))
    clock.jump(minute)
    await pass(minute)
    expect(sent()).toEqual([{ type: 'opened' }])
  })
})

describe('while it is open', () => {
  test('another state is shown and said; the focus stays where it is', async () => {
    await openPopup(pictureOfState(inTrouble(signedIn({ time: hour }), 'offline')))
    await press('Details')
    screen.getByRole('button', { name: 'Details' }).focus()
    await learn(pictureOfState(signedIn({ time: hour })))
    expect(said()).toBe('Signed in as jdoe')
    expect(document.activeElement?.textContent).toBe('Details')
  })

  test('a permission that is taken away is noticed, and that it is given again', async () => {
    const origins = [originPattern(server.url)]
    await openPopup(pictureOfState(signedIn({ time: hour })))
    await act(async () => void (await pageBrowser.permissions.remove({ origins })))
    await settle()
    expect(headline()).toBe('Permission needed')
    expect(said()).toBe('Permission needed')
    expect(document.body.textContent).not.toMatch(/jdoe|signed out|ended/i)
    expect(document.activeElement).toBe(screen.getByRole('heading'))
    await act(async () => void (await pageBrowser.permissions.request({ origins })))
    await settle()
    expect(headline()).toBe('Signed in as jdoe')
  })

  test('what the browser could not store is claimed no longer, and waited for', async () => {
    await openPopup(pictureOfState(signedIn({ time: hour })))
    await act(() => pageBrowser.storage.session.remove(`watch ${server.url}`))
    await settle()
    expect(headline()).toBe('Checking your sign-in')
    await pass(5 * second)
    expect(headline()).toMatch(/Still waiting/)
    expect(buttons()).toContain('Try again')
  })

  test('a permission that is given is noticed', async () => {
    await openPopup({ kind: 'permission-missing', server })
    await act(async () => {
      await pageBrowser.permissions.request({ origins: [originPattern(server.url)] })
    })
    await settle()
    expect(headline()).toBe('Checking your sign-in')
  })
})
