// What a person set up: the CAS servers that are watched, and when to warn. Kept in storage.local.
import { parseCasAddress } from './cas-address.js'
import { rehearsalUrl } from './rehearsal.js'
import { isRecord, storageItem } from './storage.js'

/** The status sources that a server can have; which one was found out when it was added. */
export const sourceKinds = ['isloggedin', 'isloggedin-plain', 'actuator-sso'] as const
export type SourceKind = (typeof sourceKinds)[number]

/** Told apart by their address: no two have the same. */
export interface ServerSettings {
  /** The CAS prefix, e.g. `https://sso.example.org/cas`. */
  readonly url: string
  /** What people call it; the host name until somebody names it. */
  readonly name: string
  readonly source: SourceKind
  /** Not looked at, and not shown on the toolbar. */
  readonly paused?: true
  /** Relative to the prefix; default `isloggedin`. */
  readonly endpointPath?: string
  /** As in `cas.tgc.name`; default `TGC`. */
  readonly cookieName?: string
  /** As in `cas.tgc.path`; default: the path of the prefix. */
  readonly cookiePath?: string
  /** The policy's numbers, for a server that tells no limits. */
  readonly maxTimeToLiveSeconds?: number
  readonly timeToKillSeconds?: number
  /** Knowledge of this age is stale; default 5. */
  readonly staleAfterMinutes?: number
  /** `page`: always on CAS's own page; default: one click, in the background. */
  readonly signOut?: 'page'
  /** As in `cas.logout.redirect-parameter`. */
  readonly redirectParameter?: string
  /** How a person stays signed in: a gateway visit for this registered service … */
  readonly stayService?: string
  /** … or the CAS module's own `POST isloggedin`. */
  readonly touch?: true
  /** The person is an administrator of it: the page of everybody's sessions is offered. */
  readonly administered?: true
}

export interface Warnings {
  /** By a notification of the system, too; badge and title warn always. */
  readonly notify: boolean
  /** Minutes before the end, the longest first; at least 1. */
  readonly minutes: readonly number[]
}

export interface OwnSettings {
  readonly version: 2
  readonly servers: readonly ServerSettings[]
  /** Absent until somebody chose. */
  readonly warnings?: Warnings
}

export interface Settings extends OwnSettings {
  readonly warnings: Warnings
}

export const defaultWarnings: Warnings = { notify: false, minutes: [10, 2] }
export const defaultStaleAfterMinutes = 5

declare const __INITIAL_SERVERS__: readonly { readonly url: string; readonly name: string }[]

/** Without servers in a released build; the demo's build knows the demo server. */
export const initialSettings: OwnSettings = {
  version: 2,
  servers: __INITIAL_SERVERS__.map((server) => ({ ...server, source: 'isloggedin' })),
}

/** What holds is told by effective-settings.ts; this is for who changes it. */
export const ownSettings = storageItem<OwnSettings>('local', 'settings', parseSettings)

/** What is unreadable counts as not set up. */
export function parseSettings(stored: unknown): OwnSettings {
  if (stored === undefined) return initialSettings
  const known = upToDate(isRecord(stored) ? stored : {})
  const warnings = readWarnings(known.warnings)
  return { version: 2, servers: parseServers(known.servers), ...(warnings && { warnings }) }
}

/** A server at a time, so that one that is unreadable takes no other with it; each address once. */
export function parseServers(listed: unknown): readonly ServerSettings[] {
  const read = (Array.isArray(listed) ? listed : []).map(readServer)
  return withoutTwins(read.filter((server): server is ServerSettings => 'url' in server))
}

/** Version 1 knew one server. */
function upToDate(stored: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return stored.version === 1 ? { servers: stored.server ? [stored.server] : [] } : stored
}

export function withoutTwins(servers: readonly ServerSettings[]): readonly ServerSettings[] {
  return servers.filter(
    ({ url }, index) => servers.findIndex((other) => other.url === url) === index,
  )
}

/** Which member can't be read. */
export interface Unreadable {
  readonly member: string
}

type Reader<T> = (value: unknown) => T | undefined

const text: Reader<string> = (value) =>
  typeof value === 'string' && value.length > 0 && value.length <= 2000 ? value : undefined
const token: Reader<string> = (value) =>
  /^[\w.-]+$/.test(text(value) ?? '') ? text(value) : undefined
const relativePath: Reader<string> = (value) =>
  /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(text(value) ?? '') ? text(value) : undefined
const absolutePath: Reader<string> = (value) =>
  /^\/[\w./-]*$/.test(text(value) ?? '') ? text(value) : undefined
const webAddress: Reader<string> = (value) =>
  /^https?:\/\/[^\s@]+$/.test(text(value) ?? '') ? text(value) : undefined
const yes: Reader<true> = (value) => (value === true ? true : undefined)
const wholeNumber =
  (least: number, most: number): Reader<number> =>
  (value) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most
      ? Number(value)
      : undefined

const tenYears = 10 * 365 * 86_400

/** Each member of a server that may be absent, and how it is read. */
const optionalMembers: {
  readonly [Name in keyof Omit<ServerSettings, 'url' | 'name' | 'source'>]-?: Reader<
    NonNullable<ServerSettings[Name]>
  >
} = {
  paused: yes,
  endpointPath: relativePath,
  cookieName: token,
  cookiePath: absolutePath,
  maxTimeToLiveSeconds: wholeNumber(1, tenYears),
  timeToKillSeconds: wholeNumber(1, tenYears),
  staleAfterMinutes: wholeNumber(1, 1440),
  signOut: (value) => (value === 'page' ? value : undefined),
  redirectParameter: token,
  stayService: webAddress,
  touch: yes,
  administered: yes,
}

/** Strict: a member that is there has its type. Unknown members are left out. */
export function readServer(value: unknown): ServerSettings | Unreadable {
  if (!isRecord(value)) return { member: 'servers' }
  const address = parseCasAddress(text(value.url) ?? '')
  if (!address.ok || address.prefix === rehearsalUrl) return { member: 'url' }
  const name = text(value.name)
  if (!name) return { member: 'name' }
  const source = sourceKinds.find((kind) => kind === value.source)
  if (!source) return { member: 'source' }
  const optional: Record<string, unknown> = {}
  for (const [member, read] of Object.entries(optionalMembers)) {
    if (value[member] === undefined) continue
    optional[member] = read(value[member])
    if (optional[member] === undefined) return { member }
  }
  return { url: address.prefix, name, source, ...optional }
}

/** Undefined where it can't be read. */
export function readWarnings(value: unknown): Warnings | undefined {
  if (!isRecord(value) || typeof value.notify !== 'boolean' || !Array.isArray(value.minutes)) {
    return undefined
  }
  const minutes = value.minutes.map(wholeNumber(1, 1440))
  const known = minutes.filter((each): each is number => each !== undefined)
  return known.length === minutes.length
    ? { notify: value.notify, minutes: [...new Set(known)].sort((a, b) => b - a) }
    : undefined
}

/** The match pattern to ask for: this scheme and host only. A port can't stand in it (Firefox). */
export function originPattern(url: string): string {
  const { protocol, hostname } = new URL(url)
  return `${protocol}//${hostname}/*`
}

/** Puts a server in the place of the one with its address, or last. */
export function withServer(known: OwnSettings, server: ServerSettings): OwnSettings {
  const at = known.servers.findIndex(({ url }) => url === server.url)
  return { ...known, servers: at < 0 ? [...known.servers, server] : known.servers.with(at, server) }
}

export function withoutServer(known: OwnSettings, url: string): OwnSettings {
  return { ...known, servers: known.servers.filter((server) => server.url !== url) }
}

/** One place up or down. */
export function movedServer(known: OwnSettings, url: string, by: -1 | 1): OwnSettings {
  const from = known.servers.findIndex((server) => server.url === url)
  const server = known.servers[from]
  const rest = known.servers.filter((other) => other !== server)
  const to = Math.max(0, Math.min(rest.length, from + by))
  return server ? { ...known, servers: rest.toSpliced(to, 0, server) } : known
}
