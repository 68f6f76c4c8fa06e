// Settings as a file: out, and in again after a look at what would change.
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { originPattern, type ServerSettings } from '../../../extension/shared/settings.js'
import { forgetBrowser, pageBrowser } from '../page-browser.js'
import { kept, library, openSettings, press, said, university } from './settings-page.js'

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../page-browser.js')).pageBrowser,
}))

beforeEach(forgetBrowser)
afterEach(cleanup)

function choose(content: unknown): void {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  const file = new File([text], 'settings.json', { type: 'application/json' })
  fireEvent.change(screen.getByLabelText('Import a settings file'), { target: { files: [file] } })
}

const importButton = () => screen.getByRole('button', { name: 'Import' })

const file = (...servers: readonly ServerSettings[]) => ({ version: 2, servers })

test('the export is what the person set up, without what the organisation did', async () => {
  const blobs: Blob[] = []
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => `blob:${blobs.push(blob as Blob)}`)
  await openSettings({ servers: [library], policy: { servers: [university] } })
  const link = await screen.findByRole('link', { name: 'Export' })
  expect(link.getAttribute('download')).toBe('sso-pulse-settings.json')
  expect(JSON.parse((await blobs.at(-1)?.text()) ?? '')).toEqual(file(library))
})

describe('an import', () => {
  test('says what would change, and changes it then, with the permissions that are not needed', async () => {
    const renamed = { ...university, name: 'Renamed' }
    const third = { ...library, url: 'https://sso.example.com/cas' }
    await openSettings({ servers: [university, library] })
    choose({ ...file(renamed, third), warnings: { notify: false, minutes: [5] } })
    await screen.findByText('Servers added: 1, changed: 1, removed: 1.')
    screen.getByText('The warnings change.')
    expect(kept().servers).toEqual([university, library])
    press('Import')
    await waitFor(() => expect(kept().servers).toEqual([renamed, third]))
    expect(kept().warnings).toEqual({ notify: false, minutes: [5] })
    await waitFor(() => expect([...pageBrowser.granted]).toEqual([originPattern(university.url)]))
    await screen.findByRole('button', { name: 'Allow…' })
    expect(document.activeElement?.textContent).toBe('Undo')
    press('Undo')
    await waitFor(() => expect(kept().servers).toEqual([university, library]))
    expect(kept().warnings).toBeUndefined()
  })

  test.each([
    ['its button', () => press('Cancel')],
    ['Escape', () => fireEvent.keyDown(importButton(), { key: 'Escape' })],
  ])('can be cancelled by %s, which leads back to the file', async (_, cancel) => {
    await openSettings({ servers: [university] })
    choose(file(library))
    await screen.findByRole('button', { name: 'Import' })
    cancel()
    expect(screen.queryByRole('button', { name: 'Import' })).toBeNull()
    expect(document.activeElement).toBe(screen.getByLabelText('Import a settings file'))
    expect(kept().servers).toEqual([university])
  })

  test.each<[string, unknown, string]>([
    ['no JSON', '{', 'This file holds no settings of this extension.'],
    ['a page', '<p>Hello', 'This file holds no settings of this extension.'],
    ['1 MB', ' '.repeat(1_000_001), 'This file holds no settings of this extension.'],
    ['another version', { version: 3, servers: [] }, "“version” in this file can't be used."],
    ['no servers', { version: 2 }, "“servers” in this file can't be used."],
    [
      'a server with a slip',
      file(university, { ...library, cookieName: 'a b' }),
      "“cookieName” of server 2 in this file can't be used.",
    ],
    [
      'a server twice',
      file(university, university),
      "“url” of server 2 in this file can't be used.",
    ],
    [
      'warnings below a minute',
      { ...file(), warnings: { notify: false, minutes: [0] } },
      "“warnings” in this file can't be used.",
    ],
  ])('of %s changes nothing, and the one fault is named', async (_, content, sentence) => {
    await openSettings({ servers: [university] })
    choose(content)
    await waitFor(() => expect(said()).toBe(`${sentence} Nothing was changed.`))
    expect(screen.queryByRole('button', { name: 'Import' })).toBeNull()
    expect(kept().servers).toEqual([university])
  })
})

describe('a reset', () => {
  test('forgets everything, and can be undone', async () => {
    const warnings = { notify: false, minutes: [5] }
    await openSettings({ servers: [university, library], warnings })
    press('Reset all')
    await waitFor(() => expect(kept()).toEqual({ version: 2, servers: [] }))
    await waitFor(() => expect(pageBrowser.granted.size).toBe(0))
    expect(press('Undo')).toBe(1)
    await waitFor(() =>
      expect(kept()).toEqual({ version: 2, servers: [university, library], warnings }),
    )
    expect(pageBrowser.granted.size).toBe(2)
  })

  test('is not offered where the organisation locked everything', async () => {
    await openSettings({ policy: { servers: [university], lockServers: true, lockWarnings: true } })
    expect(screen.queryByRole('button', { name: 'Reset all' })).toBeNull()
    expect(screen.queryByLabelText('Import a settings file')).toBeNull()
  })
})
