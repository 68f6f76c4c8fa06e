// What a session says in a cell and in detail. Pure; instants are the server's, and shown by this computer's clock.
import type { AdminSession, Ended } from 'sso-pulse/admin'
import { durationLeft } from '../shared/duration.js'
import type { MessageKey, Say } from '../shared/say.js'
import { isolate } from '../shared/words/names.js'
import { agoText, moment } from '../shared/words/time.js'
import type { Fact } from '../ui/Facts.js'
import { type Listed, listedOf } from './arrangement.js'

/** By how much the server's clock is ahead, and what this computer's says. */
export interface Time {
  readonly skewMs: number
  readonly now: number
}

export interface Cells {
  readonly user: string
  readonly start: string
  readonly lastUse: string
  readonly end: string
  readonly time: string
  readonly idle: string
}

export function cellsOf({ session, startedAt, endsAt }: Listed, time: Time, say: Say): Cells {
  const { lastUsedAt, timeLimitAt, idleLimitAt, rememberMe } = session
  const user = userText(session, say)
  return {
    user: rememberMe ? `${user}, ${say('session_remembered')}` : user,
    start: startedAt === undefined ? '' : momentText(startedAt, time, say),
    lastUse: lastUsedAt === undefined ? '' : agoText(lastUsedAt - time.skewMs, time.now, say),
    end: leftText(endsAt, session, time, say),
    time: leftText(timeLimitAt, session, time, say),
    idle: leftText(idleLimitAt, session, time, say),
  }
}

/** `casuser`, or `casuser by https://portal.example.org` */
export function userText({ principal, proxied, proxiedBy }: AdminSession, say: Say): string {
  if (!proxied) return isolate(principal)
  return say('session_by', isolate(principal), applicationText(proxiedBy, say))
}

function applicationText(proxiedBy: string | undefined, say: Say): string {
  return proxiedBy ? isolate(proxiedBy) : say('session_an_application')
}

function momentText(at: number, { skewMs, now }: Time, say: Say): string {
  return moment(at - skewMs, now, say)
}

function leftText(
  at: number | undefined,
  { origin }: AdminSession,
  { skewMs, now }: Time,
  say: Say,
): string {
  if (at === undefined) return ''
  const leftMs = at - skewMs - now
  if (leftMs <= 0) return say('session_reached')
  const left = say.duration(durationLeft(leftMs, 'seconds'), 'narrow')
  return origin === 'policy' ? say('about', left) : left
}

/** @param id as it is to be shown: masked, or whole for who asked for it */
export function factsOf(session: AdminSession, id: string, time: Time, say: Say): readonly Fact[] {
  const { startedAt } = listedOf(session)
  const { authenticatedAt, lastUsedAt, timeLimitAt, idleLimitAt, uses, services } = session
  const fact = (key: MessageKey, ...values: readonly string[]): Fact => ({
    label: say(key),
    values: values.length ? values : [say('session_not_told')],
  })
  const at = (instant: number | undefined): readonly string[] =>
    instant === undefined ? [] : [momentText(instant, time, say)]
  const limit = (instant: number | undefined): readonly string[] =>
    instant === undefined
      ? []
      : [
          say(
            'session_limit_at',
            leftText(instant, session, time, say),
            momentText(instant, time, say),
          ),
        ]
  return [
    fact('session_user', isolate(session.principal)),
    fact('session_id', isolate(id)),
    fact('detail_remember_me', ...kindTexts(session, say)),
    fact('session_start', ...at(startedAt)),
    ...(isApart(authenticatedAt, startedAt)
      ? [fact('session_signed_in', ...at(authenticatedAt))]
      : []),
    fact('session_last_use', ...at(lastUsedAt)),
    fact('detail_time_limit', ...limit(timeLimitAt)),
    fact('detail_idle_limit', ...limit(idleLimitAt)),
    fact('session_uses', ...(uses === undefined ? [] : [`${uses}`])),
    ...(services.length ? [fact('detail_apps', ...services.map(isolate))] : []),
  ]
}

/** CAS tells the creation in whole seconds. */
function isApart(one: number | undefined, other: number | undefined): boolean {
  return one !== undefined && other !== undefined && Math.abs(one - other) >= 1000
}

function kindTexts({ proxied, proxiedBy, rememberMe }: AdminSession, say: Say): readonly string[] {
  const kind = proxied
    ? say('session_proxied', applicationText(proxiedBy, say))
    : say('session_direct')
  return rememberMe ? [kind, say('remember_me')] : [kind]
}

/** What the applications of ended sessions were told, a line for each kind of outcome. */
export function toldLines({ singleLogout }: Ended, say: Say): readonly string[] {
  const services = (status: Ended['singleLogout'][number]['status']) => [
    ...new Set(singleLogout.flatMap((one) => (one.status === status ? [one.service] : []))),
  ]
  const names = (list: readonly string[]) => list.map(isolate).join(', ')
  const told = singleLogout.filter(({ status }) => status === 'SUCCESS').length
  const failed = services('FAILURE')
  const untold = services('NOT_ATTEMPTED')
  return [
    ...(told ? [say('sessions_told', `${told}`)] : []),
    ...(failed.length ? [say('sessions_not_told', names(failed))] : []),
    ...(untold.length ? [say('sessions_browser_only', names(untold))] : []),
  ]
}
