// What the attributes and the form of the ticket-granting cookie say, all of it at once. Pure.
import { isTicketId } from '../admin-ticket-id.js'
import type { Evidence } from './evidence.js'
import type { Finding } from './finding.js'
import { isLoopback } from './loopback.js'
import { plainText } from './output.js'

type Tgc = NonNullable<Evidence['tgc']>

interface Fault {
  readonly verdict: 'warn' | 'bad'
  readonly todo: string
}

export function cookieFinding(tgc: Tgc, server: string): Finding {
  const faults = [...faultsOf(tgc, server)]
  const sameSite = tgc.sameSite ?? 'not set'
  const has = `Secure ${yes(tgc.secure)}, HttpOnly ${yes(tgc.httpOnly)}, SameSite ${sameSite}, Path ${tgc.path}`
  const bare = isTicketId(tgc.value) ? ', not encrypted' : ''
  const what = plainText(has, 120) + bare
  if (faults.length === 0) return { check: 'cookie', verdict: 'ok', what }
  const isBad = faults.some(({ verdict }) => verdict === 'bad')
  const todo = faults.map((fault) => fault.todo).join('; ')
  return { check: 'cookie', verdict: isBad ? 'bad' : 'warn', what, todo }
}

function* faultsOf(tgc: Tgc, server: string): Generator<Fault> {
  // Without it CAS pins nothing, and every list of sessions is a list of cookies.
  if (isTicketId(tgc.value)) yield { verdict: 'bad', todo: 'leave cas.tgc.crypto.enabled on' }
  if (!tgc.httpOnly) yield { verdict: 'bad', todo: 'set cas.tgc.http-only=true' }
  const isNone = tgc.sameSite?.toLowerCase() === 'none'
  if (!tgc.secure && (isNone || !isLoopback(server))) {
    yield { verdict: 'bad', todo: 'set cas.tgc.secure=true' }
  }
  const context = new URL(server).pathname
  if (tgc.path?.replace(/\/$/, '') !== context.replace(/\/$/, '')) {
    const todo = `leave cas.tgc.auto-configure-cookie-path on, so that only ${context} gets it`
    yield { verdict: 'warn', todo }
  }
}

function yes(has: boolean): string {
  return has ? 'yes' : 'no'
}
