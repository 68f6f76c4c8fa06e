// What a row says: its words, its shape and what a filter searches. Pure; what is the same is put together once.
import type { Deadline, EndReason } from 'sso-pulse'
import type { Known, LookRow, SignOutStep, TimelineRow, Told } from 'sso-pulse/timeline'
import { durationLeft } from '../shared/duration.js'
import type { Look } from '../shared/picture.js'
import type { MessageKey, Say } from '../shared/say.js'
import { isolate } from '../shared/words/names.js'
import { reasonOf } from '../shared/words/reasons.js'

const ends = {
  never: 'not_signed_in',
  'expired-time': 'row_ended_time',
  'expired-idle': 'row_ended_idle',
  'signed-out-here': 'row_ended_here',
  'ended-elsewhere': 'row_ended_elsewhere',
  unknown: 'row_ended_unknown',
} as const satisfies Record<EndReason, MessageKey>

const warnings = {
  shown: 'row_warned',
  off: 'row_warning_off',
  snoozed: 'row_warning_snoozed',
  uncertain: 'row_warning_uncertain',
} as const satisfies Record<Told, MessageKey>

const steps = {
  asked: 'row_sign_out_asked',
  sent: 'row_sign_out_sent',
  proved: 'row_sign_out_proved',
  'not-proved': 'row_sign_out_not_proved',
  'page-opened': 'row_sign_out_page',
} as const satisfies Record<SignOutStep, MessageKey>

export interface RowWords extends Look {
  readonly what: string
  /** As the documents call it: no word of a language. */
  readonly cause: string
  readonly latency: string
}

export function rowWords(row: TimelineRow, say: Say): RowWords {
  switch (row.kind) {
    case 'look':
      return {
        what: lookText(row, say),
        cause: row.cause,
        latency: `${Math.round(row.at - row.askedAt)} ms`,
        ...lookOfKnown(row.after),
      }
    case 'notification':
      return beside(say(warnings[row.told]), { tone: 'soon', shape: 'clock' })
    case 'sign-out':
      return beside(say(steps[row.step]), { tone: 'info', shape: 'key' })
    case 'mark':
      return beside(say('row_mark', isolate(row.text)), { tone: 'info', shape: 'plus' })
  }
}

function beside(what: string, look: Look): RowWords {
  return { what, cause: '', latency: '', ...look }
}

export function lookOfKnown({ status, reason, trouble }: Known): Look {
  if (trouble) return { tone: 'soon', shape: 'broken' }
  if (status === 'unknown') return { tone: 'off', shape: 'dots' }
  if (status === 'signed-in') return { tone: 'ok', shape: 'check' }
  return reason === 'never' || reason === 'signed-out-here'
    ? { tone: 'off', shape: 'circle' }
    : { tone: 'urgent', shape: 'cross' }
}

function lookText({ outcome, after }: LookRow, say: Say): string {
  const status = 'kind' in outcome ? outcome.httpStatus : undefined
  return after.trouble ? reasonOf(after.trouble, say, status) : knownText(after, say)
}

export function knownText({ status, user = '', reason }: Known, say: Say): string {
  switch (status) {
    case 'unknown':
      return say('row_unknown')
    case 'signed-in':
      return say('signed_in', isolate(user))
    case 'signed-out':
      return say(ends[reason ?? 'unknown'])
  }
}

/** The limit that ends it, and what was left of it then. */
export function leftText(row: TimelineRow, say: Say): string {
  const end = row.kind === 'look' ? row.after.deadlines?.[0] : undefined
  if (!end || end.at <= row.at) return ''
  return say.duration(durationLeft(end.at - row.at), 'narrow')
}

export function limitName({ limit }: Pick<Deadline, 'limit'>, say: Say): string {
  return say(limit === 'time' ? 'detail_time_limit' : 'detail_idle_limit')
}

const two = (count: number) => `${count}`.padStart(2, '0')

/** `14:05:09`, as logs write it in every language. */
export function timeText(at: number): string {
  const time = new Date(at)
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(':')
}

/** `2026-03-01 14:05:09.120 +01:00` */
export function instantText(at: number): string {
  const time = new Date(at)
  const ahead = -time.getTimezoneOffset()
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-')
  const zone = [Math.trunc(Math.abs(ahead) / 60), Math.abs(ahead) % 60].map(two).join(':')
  const ms = `${time.getMilliseconds()}`.padStart(3, '0')
  return `${day} ${timeText(at)}.${ms} ${ahead < 0 ? '-' : '+'}${zone}`
}

export function serverText(server: string): string {
  return URL.canParse(server) ? new URL(server).host : server
}
