// The cards of the servers: each change is kept at once, and the last one can be undone.
import { cleanup, screen, waitFor, within } from '@testing-library/preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { originPattern } from '../../../extension/shared/settings.js'
import { forgetBrowser, pageBrowser } from '../page-browser.js'
import {
  card,
  enter,
  faultBeside,
  field,
  kept,
  library,
  openSettings,
  press,
  said,
  type,
  university,
} from './settings-page.js'

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../page-browser.js')).pageBrowser,
}))
vi.mock('../../../extension/shared/sources.js', () => ({ detect: vi.fn() }))

beforeEach(forgetBrowser)
afterEach(cleanup)

function pressIn(name: string, button: string): HTMLElement {
  const found = within(card(name)).getByRole('button', { name: button })
  void act(() => found.click())
  return found
}

const order = () => kept().servers.map(({ name }) => name)
const undo = () => screen.findByRole('button', { name: 'Undo' })

describe('a server', () => {
  test('moves by a place, keeps the focus, and not out of the list', async () => {
    await openSettings({ servers: [university, library] })
    const up = pressIn('Library', 'Move up')
    await waitFor(() => expect(order()).toEqual(['Library', 'Example University']))
    await waitFor(() => expect(up.getAttribute('aria-disabled')).toBe('true'))
    expect(document.activeElement).toBe(up)
    pressIn('Library', 'Move up')
    await waitFor(() => expect(said()).toBe('Library was moved.'))
    expect(order()).toEqual(['Library', 'Example University'])
  })

  test('alone has nowhere to move', async () => {
    await openSettings({ servers: [university] })
    expect(screen.queryByRole('button', { name: 'Move up' })).toBeNull()
  })

  test('is paused and goes on', async () => {
    await openSettings({ servers: [university] })
    press('Pause')
    await waitFor(() => expect(kept().servers[0]?.paused).toBe(true))
    await screen.findByText('Paused. This server is not asked until you resume.')
    press('Resume')
    await waitFor(() => expect(kept().servers).toEqual([university]))
  })

  test('that is removed comes back where it was, with its permission', async () => {
    await openSettings({ servers: [university, library] })
    pressIn('Example University', 'Remove')
    const back = await undo()
    expect(document.activeElement).toBe(back)
    await waitFor(() => expect([...pageBrowser.granted]).toEqual([originPattern(library.url)]))
    expect(press('Undo')).toBe(1)
    await waitFor(() => expect(kept().servers).toEqual([university, library]))
    expect(pageBrowser.granted).toContain(originPattern(university.url))
  })

  test('on the host of another one leaves the permission to it', async () => {
    const second = { ...library, url: 'https://sso.example.edu/cas2' }
    await openSettings({ servers: [university, second] })
    pressIn('Example University', 'Remove')
    await waitFor(() => expect(kept().servers).toEqual([second]))
    expect(pageBrowser.granted).toContain(originPattern(university.url))
  })

  test('without a name is called by its host', async () => {
    await openSettings({ servers: [university] })
    enter('Name shown in the popup', '  ')
    await waitFor(() => expect(kept().servers[0]?.name).toBe('sso.example.edu'))
  })
})

describe('undo', () => {
  test('takes back the last change only', async () => {
    await openSettings({ servers: [university] })
    enter('Name shown in the popup', 'First')
    await waitFor(() => expect(kept().servers[0]?.name).toBe('First'))
    enter('Name shown in the popup', 'Second')
    await waitFor(() => expect(kept().servers[0]?.name).toBe('Second'))
    await undo()
    press('Undo')
    await waitFor(() => expect(field('Name shown in the popup').value).toBe('First'))
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
  })

  test('is gone when something else was changed since, in the popup for instance', async () => {
    await openSettings({ servers: [{ ...university, paused: true }] })
    enter('Name shown in the popup', 'Demo')
    await undo()
    await pageBrowser.storage.local.set({ settings: { version: 2, servers: [university] } })
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull())
  })

  test('two changes in one moment are both kept', async () => {
    await openSettings({ servers: [university] })
    enter('Name shown in the popup', 'Demo')
    enter('Minutes before the end', '5')
    await waitFor(() => expect(kept().warnings?.minutes).toEqual([5]))
    expect(kept().servers[0]?.name).toBe('Demo')
  })
})

describe('a browser that stores nothing', () => {
  const refuse = () =>
    vi.spyOn(pageBrowser.storage.local, 'set').mockRejectedValue(new Error('QuotaExceededError'))

  test('is told of, and what is changed once it can is kept', async () => {
    await openSettings({ servers: [university] })
    const refusal = refuse()
    enter('Name shown in the popup', 'First')
    await waitFor(() => expect(said()).toMatch(/^Nothing was saved. The browser/))
    expect(kept().servers[0]?.name).toBe('Example University')
    refusal.mockRestore()
    enter('Name shown in the popup', 'Second')
    await waitFor(() => expect(kept().servers[0]?.name).toBe('Second'))
    await waitFor(() => expect(said()).not.toMatch(/Nothing was saved/))
    expect(screen.queryByText(/Nothing was saved/)).toBeNull()
  })

  test('undoes nothing, and says so', async () => {
    await openSettings({ servers: [university] })
    enter('Name shown in the popup', 'First')
    await undo()
    refuse()
    press('Undo')
    await waitFor(() => expect(said()).toMatch(/^Nothing was saved/))
    expect(screen.getByRole('button', { name: 'Undo' })).toBeDefined()
  })
})

describe('more settings', () => {
  const open = async (server = university) => {
    await openSettings({ servers: [server] })
    press('More settings')
  }

  test.each([
    ['Path of the status endpoint', 'endpointPath', 'api/isloggedin', '../login'],
    ['Name of the sign-in cookie', 'cookieName', 'MYTGC', 'TGC; Path=/'],
    ['Path of the sign-in cookie', 'cookiePath', '/cas/', 'cas'],
    ['Minutes until asked again', 'staleAfterMinutes', '15', '0'],
  ] as const)('%s is kept when it can be used, else explained as it is typed', async (...row) => {
    const [label, member, good, bad] = row
    await open()
    type(label, bad)
    expect(faultBeside(label)).toMatch(/\w{4}/)
    enter(label, bad)
    expect(kept().servers).toEqual([university])
    enter(label, ` ${good} `)
    await waitFor(() => expect(`${kept().servers[0]?.[member]}`).toBe(good))
    expect(faultBeside(label)).toBeUndefined()
    enter(label, '')
    await waitFor(() => expect(kept().servers).toEqual([university]))
  })

  test('limits are not offered for a server that tells them', async () => {
    await open()
    expect(screen.queryByRole('group', { name: 'Time limit' })).toBeNull()
  })

  test('limits are hours and minutes, kept in seconds', async () => {
    await open(library)
    enter('Time limit Hours', '8')
    await waitFor(() => expect(kept().servers[0]?.maxTimeToLiveSeconds).toBe(28_800))
    enter('Time limit Minutes', '30')
    await waitFor(() => expect(kept().servers[0]?.maxTimeToLiveSeconds).toBe(30_600))
    enter('Idle limit Minutes', '0')
    expect(faultBeside('Idle limit Minutes')).toBe(
      'Give whole hours and minutes, together one minute to ten years; or leave both empty.',
    )
    enter('Idle limit Minutes', '1.5')
    expect(faultBeside('Idle limit Minutes')).toBeDefined()
    expect(kept().servers[0]?.timeToKillSeconds).toBeUndefined()
  })

  test('limits can be half an hour, and none', async () => {
    await open({ ...library, maxTimeToLiveSeconds: 30_600 })
    enter('Time limit Hours', '')
    await waitFor(() => expect(kept().servers[0]?.maxTimeToLiveSeconds).toBe(1800))
    await waitFor(() => expect(field('Time limit Hours').value).toBe('0'))
    type('Time limit Hours', '')
    enter('Time limit Minutes', '')
    await waitFor(() => expect(kept().servers).toEqual([library]))
  })

  test("signing out on CAS's own page is a choice", async () => {
    await open()
    press("On CAS's own page, which tells more applications", 'radio')
    await waitFor(() => expect(kept().servers[0]?.signOut).toBe('page'))
    await screen.findByRole('radio', { name: /^On CAS's own page/, checked: true })
    press('With one click, in the background', 'radio')
    await waitFor(() => expect(kept().servers).toEqual([university]))
  })

  test('a gateway visit is kept with its service, never without', async () => {
    await open()
    press('By a visit to CAS for a service', 'radio')
    enter('Address of a registered service', 'app.example.edu')
    expect(faultBeside('Address of a registered service')).toBe(
      'Give the whole address, for instance https://app.example.org/',
    )
    expect(kept().servers).toEqual([university])
    enter('Address of a registered service', 'https://app.example.edu/')
    await waitFor(() =>
      expect(kept().servers).toEqual([{ ...university, stayService: 'https://app.example.edu/' }]),
    )
    await screen.findByRole('textbox', { name: 'Redirect parameter of the sign-out page' })
    enter('Redirect parameter of the sign-out page', 'service')
    await waitFor(() => expect(kept().servers[0]?.redirectParameter).toBe('service'))
    press("By the CAS module's own request, where it is switched on", 'radio')
    await waitFor(() => expect(kept().servers[0]).toMatchObject({ touch: true }))
    expect(kept().servers[0]?.stayService).toBeUndefined()
    await screen.findByRole('radio', { name: /^By the CAS module/, checked: true })
    press('Not offered', 'radio')
    await waitFor(() => expect(kept().servers[0]?.touch).toBeUndefined())
  })

  test("the module's own request is not offered where there is no module", async () => {
    await open(library)
    expect(screen.queryByRole('radio', { name: /the CAS module's own request/ })).toBeNull()
  })
})

describe('a server of the organisation', () => {
  const locked = { description: 'Set by your organisation' }

  test('stands first, says so, and can only be tested and read', async () => {
    await openSettings({ servers: [library], policy: { servers: [university] } })
    const [first] = screen.getAllByRole('heading', { level: 2 })
    expect(first?.textContent).toBe('Example University')
    const buttons = within(card('Example University')).getAllByRole('button')
    expect(buttons.map(({ textContent }) => textContent)).toEqual(['Test again', 'More settings'])
    void act(() => buttons[1]?.click())
    for (const input of within(card('Example University')).getAllByRole('textbox')) {
      expect(input).toHaveProperty('readOnly', true)
    }
    const { getByRole } = within(card('Example University'))
    getByRole('textbox', { name: 'Name shown in the popup', ...locked })
    expect(getByRole('radio', { name: 'Not offered' }).matches(':disabled')).toBe(true)
    within(card('Library')).getByRole('button', { name: 'Remove' })
  })

  test('keeps its permission when the person resets everything', async () => {
    await openSettings({ servers: [library], policy: { servers: [university] } })
    press('Reset all')
    await waitFor(() => expect(kept().servers).toEqual([]))
    await waitFor(() => expect([...pageBrowser.granted]).toEqual([originPattern(university.url)]))
  })

  test('that is the only one allowed leaves no field to add another', async () => {
    await openSettings({ servers: [library], policy: { servers: [university], lockServers: true } })
    expect(screen.queryByRole('textbox', { name: 'Address of your sign-in page' })).toBeNull()
    screen.getByText('No further servers can be added.')
    expect(screen.queryByRole('heading', { name: 'Library' })).toBeNull()
    expect(kept().servers).toEqual([library])
  })

  test('appears when the policy arrives late', async () => {
    await openSettings({})
    await pageBrowser.storage.managed.set({ servers: [university] })
    await screen.findByRole('heading', { name: 'Example University' })
  })
})
