// When to warn: minutes before the end, and notifications that the browser must allow.
import { cleanup, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { forgetBrowser, pageBrowser } from '../page-browser.js'
import { enter, faultBeside, field, kept, openSettings, press, said } from './settings-page.js'

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../page-browser.js')).pageBrowser,
}))

beforeEach(forgetBrowser)
afterEach(cleanup)

const minutes = 'Minutes before the end'
const notify = 'Also by a notification of the system'
const flipped = () => screen.getByRole('switch', { name: notify }).getAttribute('aria-checked')

describe('the minutes', () => {
  test('are 10 and 2 until somebody chooses', async () => {
    await openSettings({})
    expect(field(minutes).value).toBe('10, 2')
  })

  test('are kept each once, the longest first', async () => {
    await openSettings({})
    enter(minutes, '5 15,5; 1')
    await waitFor(() => expect(kept().warnings).toEqual({ notify: false, minutes: [15, 5, 1] }))
    expect(field(minutes).value).toBe('15, 5, 1')
  })

  test.each(['', '0', '10, 0', '1.5', 'ten', '1441', '-5'])(
    '"%s" is explained, not kept',
    async (typed) => {
      await openSettings({})
      enter(minutes, typed)
      expect(faultBeside(minutes)).toBe('Give whole minutes from 1 to 1440, separated by commas.')
      expect(kept().warnings).toBeUndefined()
    },
  )
})

describe('notifications', () => {
  test('are asked for in the click itself, and kept when allowed', async () => {
    await openSettings({})
    expect(press(notify, 'switch')).toBe(1)
    await waitFor(() => expect(kept().warnings?.notify).toBe(true))
    expect(pageBrowser.granted).toContain('notifications')
    await waitFor(() => expect(flipped()).toBe('true'))
  })

  test('that are refused stay off, and it is said', async () => {
    pageBrowser.person.allows = false
    await openSettings({})
    press(notify, 'switch')
    await waitFor(() => expect(said()).toBe('Notifications were not allowed.'))
    expect(kept().warnings).toBeUndefined()
    expect(flipped()).toBe('false')
  })

  test('that are switched off give the permission back', async () => {
    pageBrowser.granted.add('notifications')
    await openSettings({ warnings: { notify: true, minutes: [10] } })
    press(notify, 'switch')
    await waitFor(() => expect(kept().warnings?.notify).toBe(false))
    await waitFor(() => expect(pageBrowser.granted).not.toContain('notifications'))
  })

  test('without the permission, as after an import, can be allowed', async () => {
    await openSettings({ warnings: { notify: true, minutes: [10] } })
    expect(press('Allow…')).toBe(1)
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Allow…' })).toBeNull())
    expect(kept().warnings?.notify).toBe(true)
  })
})

describe('the organisation', () => {
  const warnings = { notify: false, minutes: [30] }

  test('sets the minutes until somebody chooses', async () => {
    await openSettings({ policy: { warnings } })
    expect(field(minutes).value).toBe('30')
    enter(minutes, '10, 2')
    await waitFor(() => expect(kept().warnings?.minutes).toEqual([10, 2]))
    await waitFor(() => expect(field(minutes).value).toBe('10, 2'))
  })

  test('locks them, and the page says so', async () => {
    await openSettings({
      warnings: { notify: true, minutes: [1] },
      policy: { warnings, lockWarnings: true },
    })
    expect(field(minutes)).toMatchObject({ value: '30', readOnly: true })
    expect(press(notify, 'switch')).toBe(0)
    expect(flipped()).toBe('false')
    screen.getByRole('switch', { name: notify, description: 'Set by your organisation' })
  })
})
