// What the popup tells those who want to know exactly: one row for each fact. Pure.
import type { Details, Limit, SignedIn } from 'sso-pulse'
import type { Picture } from '../shared/picture.js'
import type { MessageKey, Say } from '../shared/say.js'
import type { ServerSettings, SourceKind } from '../shared/settings.js'
import { hasNoLimit, limitOf } from '../shared/words/limits.js'
import { isolate } from '../shared/words/names.js'
import { evidenceText } from '../shared/words/reasons.js'
import { agoText, clockText, lengthText, moment } from '../shared/words/time.js'
import type { Fact } from '../ui/Facts.js'

/** As the documents call them; not words of a language. */
const sourceNames: Readonly<Record<SourceKind, string>> = {
  isloggedin: 'isloggedin',
  'isloggedin-plain': 'isloggedin (plain)',
  'actuator-sso': 'actuator/sso',
}

export function detailsOf(
  { server, record }: Extract<Picture, { kind: 'session' }>,
  now: number,
  say: Say,
): readonly Fact[] {
  const { state, skewMs, lookedAt, checkedAt } = record.memory
  const row = (label: MessageKey, ...values: readonly string[]): Fact => ({
    label: say(label),
    values,
  })
  const ago = (at: number | undefined): string =>
    at === undefined ? say('nothing_yet') : agoText(at, now, say)
  const { trouble } = state
  const seen = state.status === 'signed-out' ? state.seen : undefined
  return [
    row('detail_server', isolate(server.url)),
    row('detail_source', isolate(sourceNames[server.source])),
    row('detail_last_look', ago(lookedAt)),
    ...(trouble ? [row('detail_last_answer', ago(checkedAt))] : []),
    row('detail_clock', clockText(skewMs, say)),
    ...(state.status === 'signed-in' ? sessionRows(server, state, skewMs, now, say, row) : []),
    ...(seen ? [row('detail_seen', isolate(seen))] : []),
    ...(trouble ? [row('detail_trouble', isolate(evidenceText(trouble)))] : []),
  ]
}

function sessionRows(
  server: ServerSettings,
  state: SignedIn,
  skewMs: number | undefined,
  now: number,
  say: Say,
  row: (label: MessageKey, ...values: readonly string[]) => Fact,
): readonly Fact[] {
  const { authenticatedAt, rememberMe, services = [] }: Details = state.details ?? {}
  const started = authenticatedAt !== undefined && skewMs !== undefined
  return [
    row('detail_time_limit', ...limitTexts('time', server, state, now, say)),
    row('detail_idle_limit', ...limitTexts('idle', server, state, now, say)),
    ...(started ? [row('detail_started', moment(authenticatedAt - skewMs, now, say))] : []),
    ...(rememberMe ? [row('detail_remember_me', say('remember_me'))] : []),
    ...(services.length ? [row('detail_apps', ...services.map(isolate))] : []),
  ]
}

function limitTexts(
  limit: Limit,
  server: ServerSettings,
  state: SignedIn,
  now: number,
  say: Say,
): readonly string[] {
  const { maxTimeToLiveSeconds, timeToKillSeconds }: Details = state.details ?? {}
  const seconds = limit === 'time' ? maxTimeToLiveSeconds : timeToKillSeconds
  const length = seconds ? [lengthText(seconds, say)] : []
  const deadline = limitOf(state, limit)
  if (deadline) {
    const key = deadline.origin === 'server' ? 'limit_server' : 'limit_policy'
    return [...length, say(key, moment(deadline.at, now, say))]
  }
  if (seconds) return length
  const other = state.deadlines.some(({ origin }) => origin === 'server')
  return [say(other || hasNoLimit(server, state) ? 'limit_none' : 'limit_unknown')]
}
