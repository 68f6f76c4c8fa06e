// What an organisation set up for its people, by the browser's own policies. Read from storage.managed, never written.
import { browser } from './browser.js'
import { parseServers, readWarnings, type ServerSettings, type Warnings } from './settings.js'
import { isRecord } from './storage.js'

export interface Policy {
  /** They stand before the person's own, and only the organisation changes them. */
  readonly servers: readonly ServerSettings[]
  /** They hold until the person chose others. */
  readonly warnings?: Warnings
  /** No servers but these. */
  readonly lockServers?: true
  /** No warnings but these. */
  readonly lockWarnings?: true
  /** The page that opens after the installation stays closed. */
  readonly showWelcome?: false
}

export const noPolicy: Policy = { servers: [] }

/** A member that is unreadable is as one that is absent: a slip in a policy takes nothing else with it. */
export function parsePolicy(stored: unknown): Policy {
  if (!isRecord(stored)) return noPolicy
  const warnings = readWarnings(stored.warnings)
  return {
    servers: parseServers(stored.servers).map(watched),
    ...(warnings && { warnings }),
    ...(stored.lockServers === true && { lockServers: true }),
    ...(stored.lockWarnings === true && { lockWarnings: true }),
    ...(stored.showWelcome === false && { showWelcome: false }),
  }
}

/** Nobody could go on with a server that a policy pauses. */
function watched({ paused: _, ...server }: ServerSettings): ServerSettings {
  return server
}

export const policy = {
  async get(): Promise<Policy> {
    // Firefox rejects where there is no policy; Chrome knows none for some seconds after the installation.
    return parsePolicy(await browser.storage.managed.get().catch(() => undefined))
  },

  /** Calls back when the policy arrives or changes. */
  onChanged(listener: () => void): () => void {
    const changed = browser.storage.managed.onChanged
    const onChange = () => listener()
    changed.addListener(onChange)
    return () => changed.removeListener(onChange)
  },
}
