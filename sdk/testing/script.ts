// What happens to a session, as data: the steps of a script, checked, with the instants at which they begin.
import { badInput } from '../options.js'
import { type Duration, milliseconds } from './clock.js'
import type { Failure } from './failures.js'

/** How long a step lasts. Only the last step may leave it out: it lasts for ever. */
export type Lasting = Exclude<Duration, number>

/** From the sign-in on; a limit that is left out isn't there. */
export interface ScriptLimits {
  readonly time?: Duration
  readonly idle?: Duration
}

/**
 * Who or what ended the session, if its limits didn't.
 *
 * - `administrator`: on the server, so this browser keeps its cookie.
 * - `another-tab`: a sign-out in this browser.
 * - `new-address`: the machine changed networks, and CAS takes the cookie from its old address only.
 * - `sso-disabled`: single sign-on was switched off.
 */
export type EndCause = 'administrator' | 'another-tab' | 'new-address' | 'sso-disabled'

interface SignsIn {
  /** Signs in with this name. As CAS has it, the same user keeps a live session, and another user's is replaced. */
  readonly signedIn: string
  /** Begins a new session with these limits. Default: those of `setup`, else CAS's own: 8 hours, and 2 without use. */
  readonly limits?: ScriptLimits
  readonly because?: undefined
  readonly used?: undefined
}

interface SignsOut {
  readonly signedIn: false
  /** Default `administrator`. */
  readonly because?: EndCause
  readonly limits?: undefined
  readonly used?: undefined
}

interface GoesOn {
  readonly signedIn?: undefined
  /** The user opens an application by single sign-on when the step begins, which moves the idle limit. */
  readonly used?: boolean
  readonly limits?: undefined
  readonly because?: undefined
}

interface Circumstances {
  /** What requests meet, during this step only. `offline`: this machine has no network. */
  readonly failure?: Failure | 'offline'
  /** Whether somebody can see the page, from this step on. At first: yes. */
  readonly visible?: boolean
}

export type ScriptStep = Lasting & Circumstances & (SignsIn | SignsOut | GoesOn)

/** A step and when it begins, in ms from the start. */
export interface Scene {
  readonly atMs: number
  readonly step: ScriptStep
}

const parts = ['days', 'hours', 'minutes', 'seconds', 'milliseconds'] as const
const fields = ['signedIn', 'limits', 'because', 'used', 'failure', 'visible', ...parts]
const causes = ['administrator', 'another-tab', 'new-address', 'sso-disabled']
const effects = ['status', 'headers', 'body', 'delayMs', 'reset']

/** @throws TypeError with a sentence that names the step and its field */
export function scenesOf(steps: readonly ScriptStep[]): readonly Scene[] {
  if (!Array.isArray(steps) || steps.length === 0) throw badInput('steps', 'a list of steps')
  const scenes: Scene[] = []
  let atMs = 0
  let lasts = true
  for (const [index, step] of (steps as readonly ScriptStep[]).entries()) {
    const name = `steps[${index}]`
    checkStep(name, step)
    if (!lasts) {
      const before = `steps[${index - 1}]`
      throw badInput(before, 'a duration such as minutes: 1, since another step follows')
    }
    scenes.push({ atMs, step })
    lasts = parts.some((part) => part in step)
    atMs += milliseconds(step)
  }
  // What the last step brought for its time only goes with it.
  return lasts ? [...scenes, { atMs, step: {} }] : scenes
}

/** @throws TypeError that calls it by this name */
export function durationOf(name: string, duration: Duration): number {
  if (typeof duration === 'object' && duration !== null) {
    for (const [part, value] of Object.entries(duration)) {
      if (!oneOf(parts, part)) throw badInput(name, `a duration of ${parts.join(', ')}`)
      checkLength(`${name}.${part}`, value)
    }
  } else checkLength(name, duration)
  return milliseconds(duration)
}

function checkStep(name: string, step: unknown): void {
  if (typeof step !== 'object' || step === null) throw badInput(name, 'an object')
  const given = step as Readonly<Record<string, unknown>>
  for (const [field, value] of Object.entries(given)) {
    if (!fields.includes(field)) throw badInput(name, `no field but ${fields.join(', ')}`)
    if (oneOf(parts, field)) checkLength(`${name}.${field}`, value)
  }
  const { signedIn, limits, because, used, failure, visible } = given
  if (signedIn !== undefined && signedIn !== false && (typeof signedIn !== 'string' || !signedIn)) {
    throw badInput(`${name}.signedIn`, 'a user name or false')
  }
  if (limits !== undefined) checkLimits(`${name}.limits`, limits, signedIn)
  if (because !== undefined && (signedIn !== false || !oneOf(causes, because))) {
    throw badInput(`${name}.because`, `one of ${causes.join(', ')}, beside signedIn: false`)
  }
  if (used !== undefined && (typeof used !== 'boolean' || signedIn !== undefined)) {
    throw badInput(`${name}.used`, 'true or false, in a step that leaves signedIn out')
  }
  if (visible !== undefined && typeof visible !== 'boolean') {
    throw badInput(`${name}.visible`, 'true or false')
  }
  const fails = failure === 'offline' || effects.some((effect) => effect in Object(failure))
  if (failure !== undefined && !fails) {
    throw badInput(`${name}.failure`, `'offline', or at least one of ${effects.join(', ')}`)
  }
}

function checkLimits(name: string, limits: unknown, signedIn: unknown): void {
  const given = Object.entries(Object(limits)) as [string, Duration][]
  const isTable = typeof limits === 'object' && limits !== null
  if (!isTable || typeof signedIn !== 'string' || given.some(([key]) => !/^(time|idle)$/.test(key)))
    throw badInput(name, 'time, idle, both or neither, beside a user who signs in')
  for (const [limit, duration] of given) {
    if (durationOf(`${name}.${limit}`, duration) === 0) {
      throw badInput(`${name}.${limit}`, 'a duration longer than 0')
    }
  }
}

function checkLength(name: string, value: unknown): void {
  if (typeof value === 'number' && value >= 0 && value < Number.POSITIVE_INFINITY) return
  throw badInput(name, 'a number that is not negative')
}

function oneOf(list: readonly string[], value: unknown): boolean {
  return list.includes(value as string)
}
