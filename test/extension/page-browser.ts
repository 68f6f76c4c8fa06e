// The browser as the popup and the settings page see it: permissions that a person gives or refuses, messages, the English catalog.
import { vi } from 'vitest'
import { FakeBrowser, FakeEvent } from './fake-browser.js'
import { catalogs, messageOf } from './speech.js'

interface Permissions {
  readonly origins?: readonly string[]
  readonly permissions?: readonly string[]
}

const each = ({ origins = [], permissions = [] }: Permissions) => [...origins, ...permissions]

function createPageBrowser() {
  const { storage, permissions, tabs, opened } = new FakeBrowser()
  const { onAdded, onRemoved } = permissions
  /** Whether it holds our button. */
  const toolbar = { holds: true }
  const toolbarChanged = new FakeEvent<[]>()
  const granted = new Set<string>()
  const person = { allows: true }
  const has = (asked: Permissions) => each(asked).every((permission) => granted.has(permission))
  return {
    storage,
    tabs,
    opened,
    granted,
    /** What the person answers to the browser's question. */
    person,
    permissions: {
      onAdded,
      onRemoved,
      contains: async (asked: Permissions) => has(asked),
      request: vi.fn(async (asked: Permissions) => {
        if (has(asked)) return true
        if (!person.allows) return false
        for (const permission of each(asked)) granted.add(permission)
        await onAdded.emit()
        return true
      }),
      remove: async (gone: Permissions) => {
        for (const permission of each(gone)) granted.delete(permission)
        await onRemoved.emit()
        return true
      },
    },
    toolbar,
    action: {
      getUserSettings: async () => ({ isOnToolbar: toolbar.holds }),
      onUserSettingsChanged: toolbarChanged,
    },
    runtime: {
      getManifest: () => ({ version: '0.1.0' }),
      getURL: (path: string) => `moz-extension://our-extension/${path}`,
      sendMessage: vi.fn(async (_message: unknown): Promise<unknown> => undefined),
      openOptionsPage: vi.fn(async () => {}),
      onMessage: new FakeEvent<[unknown]>(),
    },
    i18n: {
      getUILanguage: () => 'en-GB',
      getMessage: (key: string, substitutions: readonly string[] = []) =>
        messageOf(catalogs.en, key, substitutions),
    },
  }
}

/** One for each test file; `forgetBrowser` makes it new. */
export const pageBrowser = createPageBrowser()

export function forgetBrowser(): void {
  Object.assign(pageBrowser, createPageBrowser())
}
