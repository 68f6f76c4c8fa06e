// What an organisation sets up, over what a person did.
import { beforeEach, describe, expect, test, vi } from 'vitest'
import {
  effectiveSettings,
  isManaged,
  settings,
} from '../../../extension/shared/effective-settings.js'
import { noPolicy, type Policy, parsePolicy, policy } from '../../../extension/shared/policy.js'
import type { OwnSettings, Warnings } from '../../../extension/shared/settings.js'
import { forgetBrowser, pageBrowser } from '../page-browser.js'

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../page-browser.js')).pageBrowser,
}))

beforeEach(forgetBrowser)

const university = {
  url: 'https://sso.example.edu/cas',
  name: 'Example University',
  source: 'isloggedin',
} as const
const library = { ...university, url: 'https://login.example.org/cas', name: 'Library' } as const
const early = { notify: false, minutes: [30] }
const usual = { notify: false, minutes: [10, 2] }
const late = { notify: true, minutes: [1] }
const own: OwnSettings = { version: 2, servers: [library], warnings: late }

describe('a policy', () => {
  test('is read whole', () => {
    const whole = {
      servers: [{ ...university, cookieName: 'MYTGC' }],
      warnings: early,
      lockServers: true,
      lockWarnings: true,
      showWelcome: false,
    }
    expect(parsePolicy(whole)).toEqual(whole)
  })

  test.each([
    ['nothing', undefined],
    ['an empty one', {}],
    ['a text', 'x'],
    ['members of other types', { servers: 'x', warnings: 1, lockServers: 'yes', showWelcome: 0 }],
    ['what is not locked', { lockServers: false, lockWarnings: false, showWelcome: true }],
  ])('%s sets nothing', (_, stored) => {
    expect(parsePolicy(stored)).toEqual(noPolicy)
  })

  test('a slip in one server takes no other with it', () => {
    const slip = { ...library, source: 'telepathy' }
    expect(parsePolicy({ servers: [slip, university, 7], lockServers: true })).toEqual({
      servers: [university],
      lockServers: true,
    })
  })

  test('pauses nothing, since nobody could go on', () => {
    expect(parsePolicy({ servers: [{ ...university, paused: true }] }).servers).toEqual([
      university,
    ])
  })
})

describe('what holds', () => {
  test('without a policy is what the person set up', () => {
    expect(effectiveSettings(own, noPolicy)).toMatchObject(own)
  })

  test('begins with the servers of the organisation', () => {
    const { servers } = effectiveSettings(own, { servers: [university] })
    expect(servers).toEqual([university, library])
  })

  test('is what the organisation says of a server that both know', () => {
    const mine = { ...university, name: 'My own name' }
    const known = effectiveSettings({ ...own, servers: [mine] }, { servers: [university] })
    expect(known.servers).toEqual([university])
    expect(isManaged(known, university.url)).toBe(true)
    expect(isManaged(known, library.url)).toBe(false)
  })

  test('is nothing but the servers of the organisation where it locked them', () => {
    const { servers } = effectiveSettings(own, { servers: [university], lockServers: true })
    expect(servers).toEqual([university])
  })

  const undecided: OwnSettings = { version: 2, servers: [library] }
  test.each<[string, OwnSettings, Policy, Warnings]>([
    ['what the person chose', own, { servers: [], warnings: early }, late],
    ['what the organisation set, until then', undecided, { servers: [], warnings: early }, early],
    [
      'what the organisation locked',
      own,
      { servers: [], warnings: early, lockWarnings: true },
      early,
    ],
    ['the usual, where only that is locked', own, { servers: [], lockWarnings: true }, usual],
  ])('of the warnings is %s', (_, person, set, warnings) => {
    expect(effectiveSettings(person, set).warnings).toEqual(warnings)
  })
})

describe('the browser', () => {
  test('that rejects, as Firefox does without a policy, has none', async () => {
    vi.spyOn(pageBrowser.storage.managed, 'get').mockRejectedValue(
      new Error('Managed storage manifest not found'),
    )
    expect(await policy.get()).toEqual(noPolicy)
  })

  test('tells of a policy that arrives later, and of what the person changes', async () => {
    const told = vi.fn()
    const stop = settings.onChanged(told)
    await pageBrowser.storage.managed.set({ servers: [university] })
    expect(told).toHaveBeenCalledTimes(1)
    await pageBrowser.storage.local.set({ settings: own })
    expect(told).toHaveBeenCalledTimes(2)
    expect((await settings.get()).servers).toEqual([university, library])
    stop()
    await pageBrowser.storage.managed.set({ servers: [] })
    expect(told).toHaveBeenCalledTimes(2)
  })
})
