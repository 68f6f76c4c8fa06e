// What the journey asks of the extension, by the storage and the messages that its own surfaces use.
import type { ServerSettings } from '../../extension/shared/settings.js'
import type { WatchRecord } from '../../extension/shared/watch-record.js'
import type { Driver } from '../browser/driver.js'
import type { Look } from './observation.js'

/** What is read here: of the first server. */
interface Stored {
  readonly record?: WatchRecord
  readonly server?: { readonly url: string; readonly source: string }
}

async function readStored(driver: Driver): Promise<Stored> {
  return (await driver.evaluate(`(async () => {
    const { storage } = globalThis.browser ?? chrome
    const { settings } = await storage.local.get('settings')
    const server = settings?.servers?.[0]
    const key = 'watch ' + server?.url
    return { server, record: (await storage.session.get(key))[key] }
  })()`)) as Stored
}

/** The last look and what it made known, without a new one; before the first one the state is unknown. */
export async function readLook(driver: Driver): Promise<Look> {
  const { record, server } = await readStored(driver)
  return {
    state: record?.memory.state ?? { status: 'unknown' },
    at: record?.memory.lookedAt ?? 0,
    cause: record?.cause ?? '-',
    source: server?.source ?? 'isloggedin',
  }
}

/** Makes the background look at once and resolves to what it found; at the first server, unless another is named. */
export async function lookNow(driver: Driver, server?: string): Promise<Look> {
  const request = { type: 'check', server: server ?? (await readServer(driver)) }
  // The first may join a look that was asked before; the second can't.
  await driver.send(request)
  await driver.send(request)
  return readLook(driver)
}

/** As if something else were known of the first server. */
export async function changeRecord(
  driver: Driver,
  change: (known: WatchRecord) => WatchRecord,
): Promise<void> {
  const { record } = await readStored(driver)
  if (!record) throw new Error('Nothing is known yet.')
  const stored = JSON.stringify({ [`watch ${record.server}`]: change(record) })
  await driver.evaluate(`(globalThis.browser ?? chrome).storage.session.set(${stored})`)
}

/** As if the last look had been that much earlier: nobody needs to wait until it is stale. */
export function ageLook(driver: Driver, ms: number): Promise<void> {
  return changeRecord(driver, (known) => {
    const { lookedAt = 0 } = known.memory
    return { ...known, memory: { ...known.memory, lookedAt: lookedAt - ms } }
  })
}

/** Sets the server up without the options page; what was known of another one is forgotten. */
export function useServer(driver: Driver, url: string): Promise<void> {
  return useServers(driver, [{ url, name: 'Demo University' }])
}

/** As `useServer`, for several of them, with what else is set up. */
export async function useServers(
  driver: Driver,
  servers: readonly (Partial<ServerSettings> & Pick<ServerSettings, 'url' | 'name'>)[],
): Promise<void> {
  const settings = {
    version: 2,
    servers: servers.map((server) => ({ source: 'isloggedin', ...server })),
    warnings: { notify: false, minutes: [10, 2] },
  }
  await driver.evaluate(
    `(globalThis.browser ?? chrome).storage.local.set({ settings: ${JSON.stringify(settings)} })`,
  )
}

/** The address of the server that is set up, if one is. */
export async function readServer(driver: Driver): Promise<string | undefined> {
  return (await readStored(driver)).server?.url
}

/** As before anybody set a server up. */
export async function forgetServer(driver: Driver): Promise<void> {
  await driver.evaluate(`(globalThis.browser ?? chrome).storage.local.remove('settings')`)
}
