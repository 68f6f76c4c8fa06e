// The browser as the popup and the settings page see it: permissions that a person gives or refuses, messages, the English catalog.
import { vi } from 'vitest'
import { FakeBrowser } from './fake-browser.js'
import { catalogs, messageOf } from './speech.js'

interface Origins {
  readonly origins: readonly string[]
}

function createPageBrowser() {
  const { storage, permissions, tabs, opened } = new FakeBrowser()
  const { onAdded, onRemoved } = permissions
  const granted = new Set<string>()
  const person = { allows: true }
  const has = ({ origins }: Origins) => origins.every((origin) => granted.has(origin))
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
      contains: async (asked: Origins) => has(asked),
      request: vi.fn(async (asked: Origins) => {
        if (has(asked)) return true
        if (!person.allows) return false
        for (const origin of asked.origins) granted.add(origin)
        await onAdded.emit()
        return true
      }),
      remove: async (gone: Origins) => {
        for (const origin of gone.origins) granted.delete(origin)
        await onRemoved.emit()
        return true
      },
    },
    runtime: {
      sendMessage: vi.fn(async (_message: unknown): Promise<unknown> => undefined),
      openOptionsPage: vi.fn(async () => {}),
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
