// Reads what there is to show, as it stands in storage and in the browser's permissions.
import { browser } from './browser.js'
import { settings } from './effective-settings.js'
import { say } from './i18n.js'
import { type Overview, pictureOf, type SessionPicture, watched } from './picture.js'
import { isPlayed, rehearsalUrl } from './rehearsal.js'
import { originPattern, type ServerSettings, type Warnings } from './settings.js'
import { emptyRecord, type WatchRecord, watchRecords } from './watch-record.js'

export async function readOverview(): Promise<Overview> {
  const current = await settings.get()
  const urls = current.servers.map(({ url }) => url)
  const [records, permitted] = await Promise.all([
    watchRecords.all([...urls, rehearsalUrl]),
    Promise.all(current.servers.map(isPermitted)),
  ])
  const warnBeforeMs = warnsBefore(current.warnings)
  const servers = current.servers.map((server, index) => {
    const record = records[index] ?? emptyRecord(server.url)
    return pictureOf(server, permitted[index] ?? false, record, warnBeforeMs)
  })
  const rehearsal = await rehearsalPicture(records.at(-1), warnBeforeMs)
  return { settings: current, servers, ...(rehearsal && { rehearsal }) }
}

/** Undefined where none goes on. */
async function rehearsalPicture(
  record: WatchRecord | undefined,
  warnBeforeMs: readonly number[] | undefined,
): Promise<SessionPicture | undefined> {
  if (!record?.rehearsal || !(await isPlayed())) return undefined
  const name = say('rehearsal')
  const server = { url: rehearsalUrl, name, source: 'isloggedin', touch: true } as const
  return { kind: 'session', server, record, ...(warnBeforeMs && { warnBeforeMs }) }
}

/** Without the permission there is no such API. */
function warnsBefore({ notify, minutes }: Warnings): readonly number[] | undefined {
  return notify && browser.notifications ? thresholds(minutes) : undefined
}

export function thresholds(minutes: readonly number[]): readonly number[] {
  return minutes.map((each) => each * 60_000)
}

/** Undefined when it is no longer watched. */
export async function readSessionPicture(url: string): Promise<SessionPicture | undefined> {
  return watched(await readOverview()).find(({ server }) => server.url === url)
}

export function isPermitted(server: ServerSettings): Promise<boolean> {
  return browser.permissions.contains({ origins: [originPattern(server.url)] })
}
