// Looks at the session of the configured server, remembers what it learned, shows it, and sets the next alarm.
import { type LookCause, logoutUrl, type Observation } from 'sso-pulse'
import { failureOf, nextLook, reduce } from 'sso-pulse/parts'
import { browser } from '../shared/browser.js'
import { clock } from '../shared/clock.js'
import type { Picture } from '../shared/picture.js'
import { readPicture } from '../shared/read-picture.js'
import type { ServerSettings } from '../shared/settings.js'
import { clientOf } from '../shared/sources.js'
import { watchRecord } from '../shared/watch-record.js'
import { nextChangeAt } from './badge.js'
import { hasTgc } from './tgc.js'
import { showOnToolbar } from './toolbar.js'

/** A session ended by an administrator changes no cookie, so what is known goes stale. */
const pace = { maxStalenessMs: 5 * 60_000 }
/** Opening the popup again and again asks CAS once. */
const freshMs = 10_000
/** An alarm this late was held up by sleep: look before showing anything. */
const lateMs = 2000
const boundary = 'boundary'

type SessionPicture = Extract<Picture, { kind: 'session' }>

/** The one thing under way: nothing is asked twice at once, and no look comes between a sign-out and its proof. */
let busy: Promise<void> | undefined

function alone(work: () => Promise<void>): Promise<void> {
  const doing = work().finally(() => {
    if (busy === doing) busy = undefined
  })
  busy = doing
  return doing
}

/** Looks now; joins what is under way. */
export function look(cause: LookCause): Promise<void> {
  return busy ?? alone(() => lookOnce(cause))
}

/** Something changed: a look that was under way may have been asked before it did. */
export async function lookAfresh(cause: LookCause): Promise<void> {
  while (busy) await busy
  await look(cause)
}

/** A surface opened. */
export async function lookUnlessFresh(): Promise<void> {
  const picture = await readPicture()
  const { lookedAt = 0 } = picture.kind === 'session' ? picture.record.memory : {}
  const age = clock.now() - lookedAt
  await (age >= 0 && age < freshMs ? refresh() : look('popup'))
}

/** After each start of the background: alarms may be gone, as after a restart of the browser. */
export async function resume(): Promise<void> {
  if (!(await browser.alarms.get(boundary))) await look('start')
}

export async function onAlarm(alarm: { name: string; scheduledTime: number }): Promise<void> {
  if (alarm.name !== boundary) return
  const picture = await readPicture()
  const now = clock.now()
  const late = now > alarm.scheduledTime + lateMs
  if (late) await look('late-timer')
  else if (picture.kind === 'session' && nextLookAt(picture, now) <= now) await look('alarm')
  else await refresh()
}

let leaving: Promise<void> | undefined

/** Two clicks are one sign-out. */
export function signOut(): Promise<void> {
  leaving ??= endSession().finally(() => {
    leaving = undefined
  })
  return leaving
}

/**
 * Ends the session by a request in the background. Only a look before and one after prove it; where they don't, CAS's
 * own page is opened. What was begun is remembered, so that the next look ends it even if the background is killed.
 */
async function endSession(): Promise<void> {
  while (busy) await busy
  await alone(async () => {
    await lookOnce('logout')
    const picture = await readPicture()
    if (picture.kind !== 'session' || picture.record.memory.state.status === 'signed-out') return
    const { server, record } = picture
    const { state } = record.memory
    const seen = state.status === 'signed-in' && !state.trouble
    await watchRecord.set({ ...record, signingOut: { seen } })
    await clientOf(server).logout()
    await lookOnce('logout')
  })
}

async function lookOnce(cause: LookCause): Promise<void> {
  const picture = await readPicture()
  if (picture.kind === 'session') await learn(picture, cause)
  await refresh()
}

async function learn({ server, record }: SessionPicture, cause: LookCause): Promise<void> {
  const { signingOut, signOut: before, ...known } = record
  const seen = signingOut?.seen === true
  const { memory } = reduce(known.memory, {
    ...(await observe(server)),
    cause,
    dice: Math.random(),
    signingOut: seen,
  })
  const { status, trouble } = memory.state
  const proved = seen && status === 'signed-out' && !trouble
  const { state: was } = known.memory
  const services = was.status === 'signed-in' && was.details?.services
  const attempt = signingOut && { at: clock.now(), proved, ...(services && { services }) }
  // A new session makes the last sign-out history.
  const signOut = attempt ?? (status === 'signed-in' ? undefined : before)
  await watchRecord.set({ ...known, memory, cause, ...(signOut && { signOut }) })
  if (signingOut && !proved) await browser.tabs.create({ url: logoutUrl(server.url) })
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

/** Shows what is known now, and wakes up again when there is more to show or to ask. */
async function refresh(): Promise<void> {
  const picture = await readPicture()
  const now = clock.now()
  await showOnToolbar(picture, now)
  if (picture.kind !== 'session') {
    await browser.alarms.clear(boundary)
    return
  }
  const { state } = picture.record.memory
  const when = Math.max(now + 1, Math.min(nextLookAt(picture, now), nextChangeAt(state, now)))
  browser.alarms.create(boundary, { when })
}

function nextLookAt({ record }: SessionPicture, now: number): number {
  return nextLook(record.memory, pace, true, now).at
}
