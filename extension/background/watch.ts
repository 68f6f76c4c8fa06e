// Watches all servers that are set up: looks when it is time, shows the worst on the toolbar, sets the one alarm.
import type { LookCause } from 'sso-pulse'
import { browser } from '../shared/browser.js'
import { clock } from '../shared/clock.js'
import { minuteMs } from '../shared/duration.js'
import { type SessionPicture, watched, worstOf } from '../shared/picture.js'
import { readOverview } from '../shared/read-overview.js'
import type { ServerSettings } from '../shared/settings.js'
import { endKey, isWarningDue, warningFor } from '../shared/warnings.js'
import { watchRecords } from '../shared/watch-record.js'
import { nextChangeAt } from './badge.js'
import { liveOnes, updateMenu } from './menu.js'
import { tellWarnings } from './notify.js'
import { lookAround } from './places.js'
import {
  isDue,
  look,
  lookAfresh,
  lookUnlessFresh,
  nextLookAt,
  signOut,
  stay,
} from './server-watch.js'
import { showOnToolbar } from './toolbar.js'

/** An alarm this late was held up by sleep: look before showing anything. */
const lateMs = 2000
const boundary = 'boundary'

/** Does it to each server that is due, and shows what became of them; one that fails takes no other with it. */
async function each(work: (picture: SessionPicture) => Promise<void> | undefined): Promise<void> {
  await thenShow(Promise.allSettled(watched(await readOverview()).map(work)))
}

/** Shows what is known, whether it was done or not. */
async function thenShow(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } finally {
    await refresh()
  }
}

export function lookAtAll(cause: LookCause): Promise<void> {
  return each(({ server }) => look(server.url, cause))
}

type IsMeant = (server: ServerSettings) => boolean

/** Something changed, for all of them unless only some are meant. */
export function lookAfreshAt(cause: LookCause, isMeant: IsMeant = () => true): Promise<void> {
  return each(({ server }) => (isMeant(server) ? lookAfresh(server.url, cause) : undefined))
}

/** A cookie changed in a container or a private window. */
export function lookAroundAt(storeId: string, isMeant: IsMeant): Promise<void> {
  return each(({ server }) => (isMeant(server) ? lookAround(server, storeId) : undefined))
}

/** Pages were shown. On one of the server's own something may have happened that changed no cookie. */
export async function lookAfterVisits(pages: readonly string[]): Promise<void> {
  const isVisited = ({ server: { url } }: SessionPicture) =>
    pages.some((page) => page.startsWith(`${url}/`))
  await each((picture) =>
    isVisited(picture) && mayLookFor('visited', picture)
      ? look(picture.server.url, 'visited')
      : undefined,
  )
}

/** Somebody is back, perhaps after sleep: the alarm may be late, or have come when there was no network yet. */
export function lookAfterReturn(): Promise<void> {
  return each((picture) => {
    const failed = picture.record.memory.failures > 0 && mayLookFor('returned', picture)
    const isLate = nextLookAt(picture, clock.now()) <= clock.now()
    return failed || isLate ? look(picture.server.url, 'returned') : undefined
  })
}

function mayLookFor(cause: LookCause, picture: SessionPicture): boolean {
  const now = clock.now()
  return nextLookAt(picture, now, cause) <= now
}

/** A surface opened. */
export function lookAtStale(): Promise<void> {
  return each(lookUnlessFresh)
}

/**
 * After each start of the background. Alarms may be gone, as after a restart of the browser; one that is there says
 * nothing of a clock that was set back, nor of what was under way when the background was killed.
 */
export async function resume(): Promise<void> {
  const alarm = await browser.alarms.get(boundary)
  if (!alarm) ringAt(clock.now() + minuteMs)
  await lookWhereDue(alarm ? 'alarm' : 'start', !alarm)
}

export async function onAlarm(alarm: { name: string; scheduledTime: number }): Promise<void> {
  if (alarm.name !== boundary) return
  const late = clock.now() > alarm.scheduledTime + lateMs
  await lookWhereDue(late ? 'late-timer' : 'alarm', late)
}

function lookWhereDue(cause: LookCause, everywhere: boolean): Promise<void> {
  return each((picture) => {
    const now = clock.now()
    const due = everywhere || isDue(picture, now) || wantsLook(picture, now)
    return due ? look(picture.server.url, cause) : undefined
  })
}

export function check(server: string): Promise<void> {
  return thenShow(look(server, 'check'))
}

export function signOutOf(server: string): Promise<void> {
  return thenShow(signOut(server))
}

/** Of several the one that ends first, as the menu's words say. */
export async function signOutOfFirst(): Promise<void> {
  const [first] = liveOnes(await readOverview())
  if (first) await signOutOf(first.server.url)
}

export function signOutOfAll(): Promise<void> {
  return each(({ server, record }) =>
    record.memory.state.status === 'signed-in' ? signOut(server.url) : undefined,
  )
}

export function stayAt(server: string): Promise<void> {
  return thenShow(stay(server))
}

/** No more notifications of the end that is near. */
export async function snoozeAt(server: string): Promise<void> {
  await watchRecords.change(server, (known) => ({
    ...known,
    snoozed: endKey(known.memory),
  }))
  await refresh()
}

/** That another user signed in was read. */
export function dismissAt(server: string): Promise<void> {
  return watchRecords.change(server, ({ otherUser: _, ...known }) => known)
}

/** A ticket may have moved the idle limit unseen: nobody is warned by what was known minutes ago. */
function wantsLook(picture: SessionPicture, now: number): boolean {
  return isWarningDue(picture, now) && nextLookAt(picture, now, 'alarm') <= now
}

function nextWarningAt(picture: SessionPicture, now: number): number {
  return wantsLook(picture, now) ? now : (warningFor(picture, now)?.nextAt ?? Infinity)
}

/** Shows what is known now, and wakes up again when there is more to show or to ask. */
export async function refresh(): Promise<void> {
  await tellWarnings((picture) => !wantsLook(picture, clock.now()))
  const overview = await readOverview()
  const now = clock.now()
  // While a rehearsal goes on the button shows it alone; what is real is watched, and warned of, all the same.
  const { rehearsal, servers } = overview
  const picture = rehearsal ?? worstOf(servers, now)
  await showOnToolbar(picture, rehearsal !== undefined || servers.length > 1, now)
  await updateMenu(overview)
  const boundaries = watched(overview).flatMap((picture) => [
    nextLookAt(picture, now),
    nextChangeAt(picture.record.memory.state, now),
    nextWarningAt(picture, now),
  ])
  if (rehearsal) boundaries.push(nextChangeAt(rehearsal.record.memory.state, now))
  const next = Math.min(...boundaries)
  if (next < Infinity) ringAt(Math.max(now + 1, next))
  else await browser.alarms.clear(boundary)
}

/** Rings again until the next one is set: the background may be killed before it comes to that. */
function ringAt(when: number): void {
  browser.alarms.create(boundary, { when, periodInMinutes: 1 })
}
