// Looks at the session of one server and remembers what it learned; ends it, or keeps it alive, between two looks.
import { type LookCause, logoutUrl, type Observation } from 'sso-pulse'
import { failureOf, nextLook } from 'sso-pulse/parts'
import { lookRow, type SignOutStep } from 'sso-pulse/timeline'
import { browser } from '../shared/browser.js'
import { clock } from '../shared/clock.js'
import { minuteMs } from '../shared/duration.js'
import { learned, stayedAfter } from '../shared/learned.js'
import type { SessionPicture } from '../shared/picture.js'
import { readSessionPicture } from '../shared/read-overview.js'
import { defaultStaleAfterMinutes, type ServerSettings } from '../shared/settings.js'
import { clientOf } from '../shared/sources.js'
import { timelineRecords } from '../shared/timeline-records.js'
import { watchRecords } from '../shared/watch-record.js'
import { useGateway } from './gateway.js'
import { lookAround } from './places.js'
import { hasTgc } from './tgc.js'

/** Opening the popup again and again asks CAS once. */
const freshMs = 10_000

/** What is under way, by server: nothing is asked twice at once, and no look comes between an act and its proof. */
const busy = new Map<string, Promise<void>>()

function alone(server: string, work: () => Promise<void>): Promise<void> {
  const doing = work().finally(() => {
    if (busy.get(server) === doing) busy.delete(server)
  })
  busy.set(server, doing)
  return doing
}

async function untilIdle(server: string): Promise<void> {
  while (busy.has(server)) await busy.get(server)
}

/** Looks now; joins what is under way. */
export function look(server: string, cause: LookCause): Promise<void> {
  return busy.get(server) ?? alone(server, () => lookOnce(server, cause))
}

/** Something changed: a look that was under way may have been asked before it did. */
export async function lookAfresh(server: string, cause: LookCause): Promise<void> {
  await untilIdle(server)
  await look(server, cause)
}

/** A surface opened. */
export async function lookUnlessFresh({ server, record }: SessionPicture): Promise<void> {
  const age = clock.now() - (record.memory.lookedAt ?? 0)
  if (age < 0 || age >= freshMs) await look(server.url, 'popup')
}

/**
 * A session ended by an administrator changes no cookie, so what is known goes stale.
 *
 * @param woken an event that makes us look as soon after the last look and the server's wish as that is allowed
 */
export function nextLookAt(
  { server, record }: SessionPicture,
  now: number,
  woken?: LookCause,
): number {
  const { staleAfterMinutes = defaultStaleAfterMinutes } = server
  const pace = { maxStalenessMs: staleAfterMinutes * minuteMs }
  return nextLook(record.memory, pace, true, now, woken).at
}

/** Time to look; so it is where a sign-out was begun by a background that was killed before its end. */
export function isDue(picture: SessionPicture, now: number): boolean {
  return picture.record.signingOut !== undefined || nextLookAt(picture, now) <= now
}

const leaving = new Map<string, Promise<void>>()

/** Two clicks are one sign-out. */
export function signOut(server: string): Promise<void> {
  const under = leaving.get(server)
  if (under) return under
  const doing = endSession(server).finally(() => leaving.delete(server))
  leaving.set(server, doing)
  return doing
}

/**
 * Ends the session by a request in the background. Only a look before and one after prove it; where they don't, CAS's
 * own page is opened. What was begun is remembered, so that the next look ends it even if the background is killed.
 */
async function endSession(url: string): Promise<void> {
  await untilIdle(url)
  await alone(url, async () => {
    await note(url, 'asked')
    await lookOnce(url, 'logout')
    const picture = await readSessionPicture(url)
    if (!picture) return
    const { server, record } = picture
    const { state } = record.memory
    if (state.status === 'signed-out') return
    if (server.signOut === 'page') return openLogoutPage(server)
    const seen = state.status === 'signed-in' && !state.trouble
    await watchRecords.change(url, (known) => ({ ...known, signingOut: { seen } }))
    await clientOf(server).logout()
    await note(url, 'sent')
    await lookOnce(url, 'logout')
  })
}

/** Counts as activity, as far as the server lets it; whether the idle limit moved the next look tells. */
export async function stay(url: string): Promise<void> {
  await untilIdle(url)
  await alone(url, async () => {
    const picture = await readSessionPicture(url)
    if (!picture) return
    const { server, record } = picture
    await (server.touch ? clientOf(server).touch() : useGateway(server)).catch(() => {})
    await lookOnce(url, 'renew')
    await watchRecords.change(url, (known) => stayedAfter(record, known, clock.now()))
  })
}

async function lookOnce(url: string, cause: LookCause): Promise<void> {
  const picture = await readSessionPicture(url)
  if (picture) await learn(picture, cause)
}

async function learn({ server, record }: SessionPicture, cause: LookCause): Promise<void> {
  const { url, source } = server
  const seen = { ...(await observe(server)), cause, dice: Math.random() }
  const { observation, memory, proved, next } = learned(record, seen, clock.now())
  // First of all: a background that is killed now looks again, and an end that is told is in the timeline.
  await timelineRecords.add(
    lookRow({ server: url, source, before: record.memory, observation, after: memory }),
  )
  await watchRecords.change(url, next)
  if (record.signingOut) await note(url, proved ? 'proved' : 'not-proved')
  if (record.signingOut && !proved) await openLogoutPage(server)
  await lookAround(server)
}

/** What a sign-out comes to, step by step. */
function note(server: string, step: SignOutStep): Promise<void> {
  return timelineRecords.add({ kind: 'sign-out', at: clock.now(), server, step })
}

async function openLogoutPage({
  url,
  redirectParameter,
  stayService,
}: ServerSettings): Promise<void> {
  const page = redirectParameter && stayService ? { redirectParameter, service: stayService } : {}
  await note(url, 'page-opened')
  await browser.tabs.create({ url: logoutUrl(url, page) })
}

async function observe(
  server: ServerSettings,
): Promise<Pick<Observation, 'outcome' | 'askedAt' | 'arrivedAt'>> {
  const askedAt = clock.now()
  const outcome = await clientOf(server).status().catch(failureOf)
  const arrivedAt = clock.now()
  if (!('reason' in outcome) || outcome.reason !== 'no-cookie') {
    return { outcome, askedAt, arrivedAt }
  }
  // The jar knows better than the request: a TGC in it that CAS did not get is withheld (a partitioned one, say).
  return { outcome: { ...outcome, crossSite: await hasTgc(server) }, askedAt, arrivedAt }
}
