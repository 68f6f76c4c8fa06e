// The arguments of `expect`, and the policy of an in-memory CAS, as they are typed.
import { InvalidArgumentError } from 'commander'
import { webAddress } from '../arguments.js'
import { parseDuration } from './duration.js'
import { type InMemoryPolicy, shippedPolicy } from './in-memory.js'
import { type CaseKind, caseKinds, type ServiceWish } from './plan.js'

export function duration(typed: string): number {
  const ms = parseDuration(typed)
  if (ms !== undefined) return ms
  throw new InvalidArgumentError('Give a duration, such as 90s, 2h30m or 14d.')
}

/** Not yet null: Commander takes that for an option without its argument. */
export function limit(typed: string): number | 'none' {
  return typed === 'none' ? typed : duration(typed)
}

export function wish<T>(typed: T | 'none'): T | null {
  return typed === 'none' ? null : typed
}

/** An address may have an equals sign of its own. */
export function serviceWish(typed: string, before: readonly ServiceWish[]): readonly ServiceWish[] {
  const at = typed.lastIndexOf('=')
  const maxMs = at < 0 ? undefined : parseDuration(typed.slice(at + 1))
  if (maxMs === undefined) {
    throw new InvalidArgumentError(
      'Give an address and its limit, such as https://app.example.org/=1h.',
    )
  }
  const url = webAddress(typed.slice(0, at))
  if (before.some((wish) => wish.url === url)) {
    throw new InvalidArgumentError('Give each application once.')
  }
  return [...before, { url, maxMs }]
}

export function skipped(typed: string, before: readonly CaseKind[] = []): readonly CaseKind[] {
  const kind = caseKinds.find((one) => one === typed)
  if (kind) return [...new Set([...before, kind])]
  throw new InvalidArgumentError(`Name a case: ${caseKinds.join(', ')}.`)
}

export function policy(typed: string): InMemoryPolicy {
  const given: Record<string, number | null> = {}
  for (const part of typed.split(',')) {
    const [name = '', value = ''] = part.split('=')
    if (!['idle', 'max', 'remember-me'].includes(name)) {
      throw new InvalidArgumentError('Give limits, such as idle=2h,max=8h,remember-me=14d.')
    }
    given[name] = name === 'remember-me' ? duration(value) : wish(limit(value))
  }
  const { idle = null, max = null, 'remember-me': rememberMe } = given
  return { idleMs: idle, maxMs: max, rememberMeMs: rememberMe ?? shippedPolicy.rememberMeMs }
}
