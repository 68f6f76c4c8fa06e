// What the journey asks of the extension, by the storage and the messages that its own surfaces use.
import type { Memory } from '../../sdk/parts.js'
import type { Driver } from '../browser/driver.js'
import type { Look } from './observation.js'

/** What of extension/shared/watch-record.ts and settings.ts is read here. */
interface Stored {
  readonly watch?: { readonly memory: Memory; readonly cause?: string }
  readonly settings?: { readonly server?: { readonly source?: string } }
}

/** The last look and what it made known, without a new one; before the first one the state is unknown. */
export async function readLook(driver: Driver): Promise<Look> {
  const { watch, settings } = (await driver.evaluate(`(async () => {
    const { storage } = globalThis.browser ?? chrome
    const [{ watch }, { settings }] = await Promise.all([
      storage.session.get('watch'),
      storage.local.get('settings'),
    ])
    return { watch, settings }
  })()`)) as Stored
  return {
    state: watch?.memory.state ?? { status: 'unknown' },
    at: watch?.memory.lookedAt ?? 0,
    cause: watch?.cause ?? '-',
    source: settings?.server?.source ?? 'isloggedin',
  }
}

/** Makes the background look at once and resolves to what it found. */
export async function lookNow(driver: Driver): Promise<Look> {
  // The first may join a look that was asked before; the second can't.
  await driver.send({ type: 'check' })
  await driver.send({ type: 'check' })
  return readLook(driver)
}

/** Sets the server up without the options page; what was known of another one is forgotten. */
export async function useServer(driver: Driver, url: string): Promise<void> {
  const settings = { version: 1, server: { url, name: 'Demo University', source: 'isloggedin' } }
  await driver.evaluate(
    `(globalThis.browser ?? chrome).storage.local.set({ settings: ${JSON.stringify(settings)} })`,
  )
}

/** The address of the server that is set up, if one is. */
export async function readServer(driver: Driver): Promise<string | undefined> {
  const { settings } = (await driver.evaluate(
    `(globalThis.browser ?? chrome).storage.local.get('settings')`,
  )) as { readonly settings?: { readonly server?: { readonly url: string } } }
  return settings?.server?.url
}

/** As before anybody set a server up. */
export async function forgetServer(driver: Driver): Promise<void> {
  await driver.evaluate(`(globalThis.browser ?? chrome).storage.local.remove('settings')`)
}
