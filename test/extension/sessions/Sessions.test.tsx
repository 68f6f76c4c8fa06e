// The page of everybody's sessions: what an administrator sees, finds and ends, and what keeps one out.
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { pageBrowser } from '../page-browser.js'
import { server as notAdministered } from '../pictures.js'
import {
  type Administered,
  click,
  createServer,
  listed,
  open,
  openList,
  rows,
  server,
  shownUsers,
} from './sessions-page.js'

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../page-browser.js')).pageBrowser,
}))

let administered: Administered

beforeEach(async () => {
  administered = await createServer()
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const signIn = (...names: readonly string[]) => {
  for (const name of names) {
    administered.cas.signIn(name, { browser: null })
    administered.cas.clock.advance({ minutes: 1 })
  }
}
const grid = () => screen.getByRole('grid')
const press = (key: string) => act(() => void fireEvent.keyDown(grid(), { key }))
const type = (label: string | RegExp, value: string) =>
  act(() => void fireEvent.input(screen.getByLabelText(label), { target: { value } }))
const submit = (label: string | RegExp) => {
  const form = screen.getByLabelText<HTMLInputElement>(label).form
  return act(() => void (form && fireEvent.submit(form)))
}
const notice = () => document.querySelector('.outcome')?.textContent ?? ''
const lastRest = () => administered.requests.at(-1)?.rest
const deletes = () =>
  administered.requests.filter(({ method }) => method === 'DELETE').map(({ rest }) => rest)

describe('the list', () => {
  test('tells who, since when, and what is left of each limit, as it shrinks', async () => {
    administered.cas.signIn('casuser', { browser: null })
    administered.cas.clock.advance({ seconds: 90 })
    await openList(administered, 1)
    const [row] = rows()
    expect(row?.[0]).toBe('casuser')
    expect(row?.slice(2)).toEqual(['1 minute ago', '1h 58m', '7h 58m', '1h 58m'])
    await act(() => administered.cas.clock.advance({ minutes: 118 }))
    // Whole seconds of CAS.
    expect(rows()[0]?.[3]).toMatch(/^(29|30)s$/)
    await act(() => administered.cas.clock.advance({ minutes: 1 }))
    expect(rows()[0]?.[3]).toBe('reached')
  })

  test('says which are long-term', async () => {
    administered = await createServer({ rememberMe: { timeToKillSeconds: 1_209_600 } })
    administered.cas.signIn('abe', { browser: null, rememberMe: true })
    await openList(administered, 1)
    expect(shownUsers()).toEqual(['abe, long-term'])
  })

  test('is few elements, however many they are', async () => {
    for (let index = 0; index < 300; index++) administered.cas.signIn('abe', { browser: null })
    await openList(administered, 300)
    expect(grid().getAttribute('aria-rowcount')).toBe('301')
    expect(rows().length).toBeLessThan(60)
  })

  test('is sorted by the head that is pressed, which says so', async () => {
    signIn('berta', 'abe', 'chris')
    await openList(administered, 3)
    expect(shownUsers()).toEqual(['chris', 'abe', 'berta'])
    await click('User')
    expect(shownUsers()).toEqual(['abe', 'berta', 'chris'])
    const head = screen.getByRole('button', { name: 'User' }).closest('th')
    expect(head?.getAttribute('aria-sort')).toBe('ascending')
    await click('User')
    expect(shownUsers()).toEqual(['chris', 'berta', 'abe'])
    expect(head?.getAttribute('aria-sort')).toBe('descending')
  })

  test('typing finds among the listed and asks nobody; Enter asks CAS for this user', async () => {
    signIn('casuser', 'berta', 'casuser')
    await openList(administered, 3)
    const before = administered.requests.length
    await type(/^User \(Enter/, 'CAS')
    expect(shownUsers()).toEqual(['casuser', 'casuser'])
    expect(administered.requests).toHaveLength(before)
    await type(/^User \(Enter/, 'CASUSER')
    signIn('casuser')
    await submit(/^User \(Enter/)
    await listed(3)
    expect(lastRest()).toContain('username=CASUSER')
    expect(screen.getByText(/^3 of 3 listed sessions/).textContent).toContain('Only of CASUSER.')
    await click('Of all users')
    await listed(4)
  })

  test('can be of one kind', async () => {
    signIn('casuser')
    await openList(administered, 1)
    await act(
      () =>
        void fireEvent.change(screen.getByLabelText('Which sessions'), {
          target: { value: 'PROXIED' },
        }),
    )
    await listed(0)
    expect(lastRest()).toContain('type=PROXIED')
  })

  test('that cannot be had anew leaves the one before', async () => {
    signIn('casuser')
    await openList(administered, 1)
    administered.cas.fail({ status: 503 })
    await click('New list')
    await screen.findByText(/internal error.*503/)
    expect(shownUsers()).toEqual(['casuser'])
  })
})

describe('one session', () => {
  const facts = () => screen.getByRole('region', { name: 'Details' }).textContent ?? ''

  test('tells all that CAS does, by the keyboard, and its id only to who asks', async () => {
    administered.cas.signIn('casuser', { browser: null, service: 'https://app.example.net/' })
    await openList(administered, 1)
    await press('ArrowDown')
    expect(facts()).toContain('Used forhttps://app.example.net/')
    expect(document.body.innerHTML).not.toMatch(/TGT-1-\w/)
    await click('Show the whole id')
    expect(facts()).toMatch(/TGT-1-\w{64}-memory/)
    await click('Show the whole id')
    expect(document.body.innerHTML).not.toMatch(/TGT-1-\w/)
    await press('Enter')
    expect(document.activeElement?.textContent).toBe('End this session…')
  })

  test('ends after one question, with the proof of a new list', async () => {
    administered.cas.signIn('casuser', { browser: null, service: 'https://app.example.net/' })
    signIn('chris')
    await openList(administered, 2)
    await click('User')
    await press('ArrowDown')
    await click('End this session…')
    expect(document.activeElement?.textContent).toBe('Cancel')
    await click('Cancel')
    expect(deletes()).toEqual([])
    await click('End this session…')
    await click('End it')
    await listed(1)
    expect(shownUsers()).toEqual(['chris'])
    expect(notice()).toContain('Ended: 1 of 1. A new list no longer shows them.')
    expect(document.activeElement?.className).toBe('outcome')
    expect(deletes()).toEqual([expect.stringMatching(/^\/TGT-1-/)])
  })

  test('that CAS fails to end within a 200 is not called ended', async () => {
    signIn('casuser')
    await openList(administered, 1)
    administered.cas.fail({ method: 'DELETE', body: '{"status":500}' })
    await press('ArrowDown')
    await click('End this session…')
    await click('End it')
    await waitFor(() => expect(notice()).toContain('It is not proved that this ended'))
    await listed(1)
  })
})

describe('many sessions', () => {
  const name = /^Name of the user/
  const address = /^To end everybody's sessions/

  test("a user's end by the typed name, whatever its case", async () => {
    signIn('casuser', 'berta', 'casuser', 'casuser')
    await openList(administered, 4)
    await type(name, 'CasUser')
    await submit(name)
    await listed(1)
    expect(shownUsers()).toEqual(['berta'])
    expect(notice()).toContain('Ended: 3 of 3. A new list no longer shows them.')
  })

  test.each(['', '  '])('nothing ends for the name %j', async (typed) => {
    signIn('casuser')
    await openList(administered, 1)
    await type(name, typed)
    await submit(name)
    expect(screen.getByText('Type the name of a user.')).toBeTruthy()
    expect(deletes()).toEqual([])
  })

  test('a user without sessions is told as such', async () => {
    signIn('casuser')
    await openList(administered, 1)
    await type(name, 'nobody')
    await submit(name)
    await waitFor(() => expect(notice()).toContain('CAS listed no such session'))
    expect(deletes()).toEqual([])
  })

  test('what CAS does not end is told, and stays in the list', async () => {
    signIn('casuser', 'casuser')
    await openList(administered, 2)
    administered.cas.fail({ method: 'DELETE', body: '{"status":500}', times: 1 })
    await type(name, 'casuser')
    await submit(name)
    await listed(1)
    expect(notice()).toContain('Ended: 1 of 2. A new list still shows 1')
  })

  test("everybody's end by the typed address alone, each by its id, never by a delete of all", async () => {
    signIn('casuser', 'berta')
    await openList(administered, 2)
    await type(address, 'https://sso.example.edu')
    await submit(address)
    expect(screen.getByText(/letter by letter: nothing was ended/)).toBeTruthy()
    expect(deletes()).toEqual([])
    await type(address, server.url)
    await submit(address)
    await listed(0)
    expect(notice()).toContain('Ended: 2 of 2.')
    expect(deletes().every((path) => /^\/TGT-\d-/.test(path))).toBe(true)
  })
})

describe('no access', () => {
  const failing = async (failure: { status: number; body?: string }) => {
    administered.cas.fail({ path: 'actuator/ssoSessions', ...failure })
    await open(administered)
  }

  test.each([
    [{ status: 404 }, /management\.endpoints\.web\.exposure\.include=ssoSessions.*HTTP 404/],
    [{ status: 403 }, /cas\.monitor\.endpoints\.endpoint\.ssoSessions\.access.*HTTP 403/],
    [{ status: 401 }, /name and password of an administrator.*HTTP 401/],
    [{ status: 302 }, /login form instead of the list/],
    [{ status: 200, body: '<html>' }, /actuator\/ssoSessions through/],
    [{ status: 200, body: '{}' }, /actuator\/ssoSessions through/],
    [{ status: 500 }, /internal error.*HTTP 500/],
  ])('%o is told with what the deployer must open', async (failure, sentence) => {
    await failing(failure)
    expect(await screen.findByText(sentence)).toBeTruthy()
    expect(screen.queryByRole('grid')).toBeNull()
  })

  test('a typed name and password go with the next question, and nowhere else', async () => {
    signIn('casuser')
    const heal = administered.cas.fail({ path: 'actuator/ssoSessions', status: 401 })
    await open(administered)
    await screen.findByText(/name and password of an administrator/)
    await type('Name for HTTP Basic', 'root')
    await type('Password', 'wröng')
    await submit('Password')
    await screen.findByText(/does not take this name and password/)
    expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('')
    heal()
    await type('Password', 'right')
    await submit('Password')
    await listed(1)
    const authorization = administered.requests.at(-1)?.headers.get('authorization')
    expect(authorization).toBe(`Basic ${btoa('root:right')}`)
    const kept = JSON.stringify([
      [...pageBrowser.storage.local.values],
      [...pageBrowser.storage.session.values],
    ])
    expect(kept).not.toMatch(/right|root|Basic/)
    expect(location.href).not.toContain('root')
  })

  test('nobody is asked where it was not switched on', async () => {
    administered = await createServer({}, notAdministered)
    await open(administered)
    expect(screen.getByRole('main').textContent).toContain('not switched on for Example University')
    await click('SSO pulse settings')
    expect(pageBrowser.runtime.openOptionsPage).toHaveBeenCalled()
    expect(administered.requests).toEqual([])
  })

  test("without the browser's permission a button asks for it first", async () => {
    signIn('casuser')
    pageBrowser.granted.clear()
    await open(administered)
    expect(administered.requests).toEqual([])
    await click('Allow…')
    expect(pageBrowser.permissions.request).toHaveBeenCalledWith({
      origins: ['https://sso.example.edu/*'],
    })
    await listed(1)
  })
})
