// What a person or a command line can order at the console: posted JSON, unknown until it is read here.

import { type Fields, isFields } from '../../fields.js'
import { badInput } from '../../options.js'
import type { ExpirationPolicy } from '../setup.js'
import { type FailureName, failureNames } from './failures.js'

export type ClockOrder = { readonly advanceSeconds: number } | { readonly to: 'next-limit' }

export interface FailureOrder {
  readonly name: FailureName
  readonly on: boolean
  /** Every path fails, not `isloggedin` alone. */
  readonly everywhere: boolean
}

export interface SettingsOrder {
  readonly ssoEnabled?: boolean
  readonly touch?: boolean
}

export type EndOrder =
  | { readonly session: string }
  | { readonly user: string }
  | { readonly everybody: true }

/** Ten years: within what every clock and every date can show. */
const longestTurnSeconds = 315_360_000

/** @throws TypeError, as every function here: one sentence that names the field */
export function readClockOrder(json: unknown): ClockOrder {
  const { to, advanceSeconds } = fieldsOf(json)
  if (to === 'next-limit') return { to }
  if (to !== undefined) throw badInput('to', '"next-limit"')
  if (typeof advanceSeconds === 'number' && Math.abs(advanceSeconds) <= longestTurnSeconds) {
    return { advanceSeconds }
  }
  throw badInput('advanceSeconds', 'a number of seconds, at most ten years')
}

export function readPolicy(json: unknown): ExpirationPolicy {
  const fields = fieldsOf(json)
  switch (fields.kind) {
    case 'primary':
      return { kind: 'primary', ...maxTimeToLive(fields), ...timeToKill(fields) }
    case 'time':
      return { kind: 'time', ...maxTimeToLive(fields) }
    case 'idle':
      return { kind: 'idle', ...timeToKill(fields) }
    case 'throttled':
      return {
        kind: 'throttled',
        ...timeToKill(fields),
        timeInBetweenUsesSeconds: secondsOf(fields, 'timeInBetweenUsesSeconds'),
      }
    case 'never':
      return { kind: 'never' }
    default:
      throw badInput('kind', '"primary", "time", "idle", "throttled" or "never"')
  }
}

export function readFailureOrder(json: unknown): FailureOrder {
  const fields = fieldsOf(json)
  const name = failureNames.find((known) => known === fields.name)
  if (name === undefined) throw badInput('name', `one of ${failureNames.join(', ')}`)
  const on = flagOf(fields, 'on')
  if (on === undefined) throw badInput('on', 'true or false')
  return { name, on, everywhere: flagOf(fields, 'everywhere') ?? false }
}

export function readSettings(json: unknown): SettingsOrder {
  const fields = fieldsOf(json)
  const ssoEnabled = flagOf(fields, 'ssoEnabled')
  const touch = flagOf(fields, 'touch')
  return { ...(ssoEnabled !== undefined && { ssoEnabled }), ...(touch !== undefined && { touch }) }
}

/** Whom it ends has to be said: an empty order ends nobody's session. */
export function readEndOrder(json: unknown): EndOrder {
  const { session, user, everybody } = fieldsOf(json)
  if (typeof session === 'string') return { session }
  if (typeof user === 'string') return { user }
  if (everybody === true) return { everybody }
  throw badInput('the order', 'a "session", a "user", or "everybody": true')
}

function fieldsOf(json: unknown): Fields {
  if (isFields(json)) return json
  throw badInput('the body', 'a JSON object')
}

function flagOf(fields: Fields, name: string): boolean | undefined {
  const value = fields[name]
  if (value === undefined || typeof value === 'boolean') return value
  throw badInput(name, 'true or false')
}

function secondsOf(fields: Fields, name: string): number {
  const value = fields[name]
  const fits = typeof value === 'number' && Number.isInteger(value)
  if (fits && value > 0 && value <= longestTurnSeconds) return value
  throw badInput(name, 'a whole number of seconds, from 1 up to ten years')
}

const maxTimeToLive = (fields: Fields) => ({
  maxTimeToLiveSeconds: secondsOf(fields, 'maxTimeToLiveSeconds'),
})

const timeToKill = (fields: Fields) => ({
  timeToKillSeconds: secondsOf(fields, 'timeToKillSeconds'),
})
