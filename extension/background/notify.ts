// Tells by a notification of the system that a session ends soon; badge and title tell it anyway.
import type { Warning } from 'sso-pulse/parts'
import type { Told } from 'sso-pulse/timeline'
import { browser } from '../shared/browser.js'
import { clock } from '../shared/clock.js'
import { say } from '../shared/i18n.js'
import { pageUrl } from '../shared/pages.js'
import { type SessionPicture, watched } from '../shared/picture.js'
import { readOverview, readSessionPicture, thresholds } from '../shared/read-overview.js'
import type { Warnings } from '../shared/settings.js'
import { timelineRecords } from '../shared/timeline-records.js'
import {
  isWarningDue,
  standingWarning,
  warningAt,
  warningFor,
  whyWithheld,
} from '../shared/warnings.js'
import { watchRecords } from '../shared/watch-record.js'
import { canStay } from '../shared/words/limits.js'
import { type WarningWords, warningWords } from '../shared/words/warning.js'

/** The address is kept in the id: a click on it may be what starts the background. */
const idOf = (server: string, warning: string) => JSON.stringify([server, warning])

export function serverOf(notification: string): string {
  const [server]: [string] = JSON.parse(notification)
  return server
}

let telling: Promise<void> = Promise.resolve()

/**
 * Tells what is due and takes away what no longer holds. One call after another, so that nothing is told twice.
 *
 * @param isSure what is known of it is new enough to interrupt somebody
 */
export function tellWarnings(isSure: (picture: SessionPicture) => boolean): Promise<void> {
  telling = telling.then(() => tellAll(isSure)).catch(() => {})
  return telling
}

async function tellAll(isSure: (picture: SessionPicture) => boolean): Promise<void> {
  const overview = await readOverview()
  for (const picture of watched(overview)) await noteWithheld(picture, overview.settings.warnings)
  if (!browser.notifications) return
  const shown = Object.keys(await browser.notifications.getAll())
  const { rehearsal, servers } = overview
  const standing = new Set<string>()
  for (const picture of rehearsal ? [...watched(overview), rehearsal] : watched(overview)) {
    const named = picture === rehearsal || servers.length > 1
    const told = await tell(picture, shown, named, isSure)
    if (told) standing.add(told)
  }
  const gone = shown.filter((id) => !standing.has(id))
  await Promise.all(gone.map((id) => browser.notifications.clear(id)))
}

/** Resolves to the id of what stands now. */
async function tell(
  picture: SessionPicture,
  shown: readonly string[],
  named: boolean,
  isSure: (picture: SessionPicture) => boolean,
): Promise<string | undefined> {
  const now = clock.now()
  const { server, record } = picture
  const warning = warningFor(picture, now)
  if (!warning || !isWarningDue(picture, now) || !isSure(picture)) {
    const standing = standingWarning(picture, now)
    return standing && idOf(server.url, standing)
  }
  const id = idOf(server.url, warning.key)
  // It is there already if the background was killed before it could remember that.
  if (!shown.includes(id)) {
    const words = warningWords({ server, record, now, say }, warning.detail.state, named)
    const further = Number.isFinite(warning.nextAt)
    await show(id, words, further)
    if (!record.rehearsal) await note(server.url, warning, 'shown')
  }
  await watchRecords.change(server.url, (known) => ({ ...known, warned: warning.key }))
  return id
}

/** Writes down, once each, that a warning was due of which no notification tells. */
async function noteWithheld(picture: SessionPicture, { minutes }: Warnings): Promise<void> {
  const told = whyWithheld(picture)
  if (!told) return
  const { server, record } = picture
  const { warned, withheld, memory } = record
  const warning = warningAt(memory, thresholds(minutes), clock.now())
  if (!warning?.key || warning.key === warned || warning.key === withheld) return
  await note(server.url, warning, told)
  await watchRecords.change(server.url, (known) => ({ ...known, withheld: warning.key }))
}

function note(server: string, { detail }: Warning, told: Told): Promise<void> {
  const { limit, remainingMs } = detail
  const at = clock.now()
  return timelineRecords.add({ kind: 'notification', at, server, limit, remainingMs, told })
}

/** @param further there is another warning of this end to come */
async function show(id: string, words: WarningWords, further: boolean): Promise<void> {
  const iconUrl = browser.runtime.getURL('icons/check-128.png')
  const plain = { type: 'basic', iconUrl, ...words } as const
  const buttons = further ? { buttons: [{ title: say('snooze') }] } : {}
  // It stays on the screen: who is away would miss it, and it goes when it no longer holds.
  const ofChrome = { requireInteraction: true, ...buttons }
  try {
    await browser.notifications.create(id, { ...plain, ...ofChrome })
  } catch {
    // Firefox throws where it meets what it does not know. A system that refuses this, too, would refuse it again.
    await browser.notifications.create(id, plain).catch(() => {})
  }
}

/** Where the session can be kept alive a click does that; else the popup, in a window, says what helps. */
export async function answerClick(
  notification: string,
  stay: (server: string) => Promise<void>,
): Promise<void> {
  await browser.notifications.clear(notification)
  const url = serverOf(notification)
  const before = await readSessionPicture(url)
  const { state } = before?.record.memory ?? {}
  const idle = state?.status === 'signed-in' && state.deadlines[0]?.limit === 'idle'
  if (before && idle && canStay(before.server, state)) {
    await stay(url)
    const after = await readSessionPicture(url)
    if (after?.record.stayed?.moved) return
  }
  await openPopup(url)
}

/** `action.openPopup` needs a focused window, and Firefox a person's gesture. */
async function openPopup(server: string): Promise<void> {
  const url = pageUrl('popup', server)
  await browser.windows.create({ url, type: 'popup', width: 380, height: 420 })
}
