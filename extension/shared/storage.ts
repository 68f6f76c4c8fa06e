// One stored value with a type: what comes back from the browser is parsed, never believed.
import { browser } from './browser.js'

export interface StorageItem<T> {
  get(): Promise<T>
  set(value: T): Promise<void>
  /** Calls back with each new value, whoever wrote it. */
  onChanged(listener: (value: T) => void): () => void
}

/** @param parse gives the default for what is missing or of another shape */
export function storageItem<T>(
  area: 'local' | 'session',
  key: string,
  parse: (stored: unknown) => T,
): StorageItem<T> {
  return {
    get: async () => parse((await browser.storage[area].get(key))[key]),
    set: (value) => browser.storage[area].set({ [key]: value }),
    onChanged(listener) {
      const changed = browser.storage[area].onChanged
      const onChange = (changes: Record<string, { newValue?: unknown }>) => {
        const change = changes[key]
        if (change) listener(parse(change.newValue))
      }
      changed.addListener(onChange)
      return () => changed.removeListener(onChange)
    },
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
