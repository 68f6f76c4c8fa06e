// The file that settings are carried in: written as they are kept, and read strictly. Pure.
import {
  type OwnSettings,
  readServer,
  readWarnings,
  type ServerSettings,
} from '../shared/settings.js'
import { isRecord } from '../shared/storage.js'

export const fileName = 'sso-pulse-settings.json'

/** Settings of thousands of servers are shorter. */
export const longestFileBytes = 1_000_000

export function writeSettingsFile(own: OwnSettings): string {
  return `${JSON.stringify(own, null, 2)}\n`
}

export type ReadFile =
  | { readonly ok: true; readonly settings: OwnSettings }
  /** The member that can't be used, and of which server, counted from 1; no member: no settings at all. */
  | { readonly ok: false; readonly member?: string; readonly server?: number }

export function readSettingsFile(text: string): ReadFile {
  const file = parsed(text)
  if (!isRecord(file)) return { ok: false }
  if (file.version !== 2) return { ok: false, member: 'version' }
  if (!Array.isArray(file.servers)) return { ok: false, member: 'servers' }
  const servers: ServerSettings[] = []
  for (const [index, listed] of file.servers.entries()) {
    const server = readServer(listed)
    const place = { ok: false, server: index + 1 } as const
    if ('member' in server) return { ...place, member: server.member }
    if (servers.some(({ url }) => url === server.url)) return { ...place, member: 'url' }
    servers.push(server)
  }
  if (file.warnings === undefined) return { ok: true, settings: { version: 2, servers } }
  const warnings = readWarnings(file.warnings)
  if (!warnings) return { ok: false, member: 'warnings' }
  return { ok: true, settings: { version: 2, servers, warnings } }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** How many servers an import adds, changes, removes and leaves; and whether it changes the warnings. */
export interface Difference {
  readonly added: number
  readonly changed: number
  readonly removed: number
  readonly warnings: boolean
}

export function differenceOf(before: OwnSettings, after: OwnSettings): Difference {
  const known = new Map(before.servers.map((server) => [server.url, server]))
  const stays = after.servers.filter(({ url }) => known.has(url))
  return {
    added: after.servers.length - stays.length,
    changed: stays.filter((server) => differ(server, known.get(server.url))).length,
    removed: before.servers.length - stays.length,
    warnings: differ(before.warnings, after.warnings),
  }
}

/** Both were read by the same functions, which put members in one order. */
function differ(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) !== JSON.stringify(other)
}
