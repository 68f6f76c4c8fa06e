// What a person set up: one CAS server. Kept in storage.local.
import { type CasAddress, parseCasAddress } from './cas-address.js'
import { isRecord, storageItem } from './storage.js'

/** The status sources that a server can have; which one was found out when it was added. */
export const sourceKinds = ['isloggedin', 'isloggedin-plain', 'actuator-sso'] as const
export type SourceKind = (typeof sourceKinds)[number]

export interface ServerSettings {
  /** The CAS prefix, e.g. `https://sso.example.org/cas`. */
  readonly url: string
  /** What people call it; the host name until somebody names it. */
  readonly name: string
  readonly source: SourceKind
}

export interface Settings {
  readonly version: 1
  readonly server?: ServerSettings
}

declare const __INITIAL_SERVERS__: readonly { readonly url: string; readonly name: string }[]

/** Empty in a released build; the demo's build knows the demo server. */
const initial: Settings = withServer(
  __INITIAL_SERVERS__[0] && { ...__INITIAL_SERVERS__[0], source: 'isloggedin' },
)

export const settings = storageItem<Settings>('local', 'settings', parseSettings)

export function withServer(server: ServerSettings | undefined): Settings {
  return { version: 1, ...(server && { server }) }
}

/** What is missing or unreadable counts as not set up. */
export function parseSettings(stored: unknown): Settings {
  if (stored === undefined) return initial
  const server = isRecord(stored) ? parseServer(stored.server) : undefined
  return withServer(server)
}

function parseServer(stored: unknown): ServerSettings | undefined {
  if (!isRecord(stored)) return undefined
  const { url, name } = stored
  const source = sourceKinds.find((kind) => kind === stored.source)
  if (typeof url !== 'string' || typeof name !== 'string' || !source) return undefined
  const address = parseCasAddress(url)
  return address.ok ? { url: address.prefix, name, source } : undefined
}

/** The match pattern to ask for: this scheme and host only. A port can't stand in it (Firefox). */
export function originPattern(url: string): string {
  const { protocol, hostname } = new URL(url)
  return `${protocol}//${hostname}/*`
}

export type { CasAddress }
