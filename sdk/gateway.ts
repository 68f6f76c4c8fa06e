// `sso-pulse/gateway`: what only a visit to CAS can do, at the price of leaving the page: sign in, ask where browsers withhold the cookie, count as activity.
import { type Clock, systemClock } from './clock.js'
import { SsoError } from './errors.js'
import type { Watch } from './monitor.js'
import { checkNumbers, prefixOf } from './options.js'
import { leavePage } from './page.js'
import { gatewayUrl, loginUrl } from './urls.js'

export { gatewayUrl, loginUrl } from './urls.js'

export interface Visit {
  /** A registered service, to which CAS sends the browser back; default: this page. */
  readonly service?: string
  /** How to leave this page; default `location.assign`. */
  readonly navigate?: (url: string) => void
}

export interface GatewayVisit extends Visit {
  /** No second visit from this tab sooner than this, so that no page sends itself round and round; default 300,000. */
  readonly againAfterMs?: number
  readonly clock?: Clock
}

/** What CAS said by sending the browser back with a ticket or without. */
export type GatewayAnswer = 'signed-in' | 'signed-out'

/** In the query of the page that CAS comes back to: the instant of the visit. */
const visitParameter = 'sso-visit'
/** In sessionStorage: this tab's last visit, and where on the page it began, which CAS would lose. */
const storageKey = 'sso-pulse gateway'

interface LastVisit {
  readonly at: number
  readonly hash: string
}

/**
 * Leaves this page for CAS's login, which comes back with a service ticket.
 * @throws TypeError when `server` is no http(s) address
 */
export function login(server: string, visit: Visit = {}): void {
  const { service = globalThis.location.href, navigate = leavePage } = visit
  navigate(loginUrl(prefixOf(server), service))
}

/**
 * Leaves this page for CAS and comes back at once: `readGateway` then tells what it found. It grants a service ticket,
 * so it counts as activity.
 *
 * @returns false, and stays, where this tab visited only just now or can't remember that it did
 * @throws TypeError with a sentence that names the argument or option
 */
export function startGateway(server: string, visit: GatewayVisit = {}): boolean {
  checkNumbers(visit)
  const prefix = prefixOf(server)
  const { service, navigate = leavePage, againAfterMs = 300_000, clock = systemClock } = visit
  const back = new URL(service ?? globalThis.location.href)
  const last = lastVisit()
  const at = clock.now()
  if (last && at - last.at < againAfterMs && last.at <= at) return false
  if (!remember({ at, hash: back.hash })) return false
  back.hash = ''
  back.searchParams.set(visitParameter, String(at))
  navigate(gatewayUrl(prefix, back.href))
  return true
}

/**
 * To be called when the page starts: the answer of the visit from which this tab has just come back, once, and
 * undefined at any other time. The ticket goes from the address bar; a server that wants it has seen it already.
 */
export function readGateway(): GatewayAnswer | undefined {
  const { location, history } = globalThis
  const url = new URL(location.href)
  const last = lastVisit()
  // An address that somebody shared or reloaded is no answer.
  if (!last || url.searchParams.get(visitParameter) !== String(last.at)) return undefined
  const answer = url.searchParams.has('ticket') ? 'signed-in' : 'signed-out'
  url.searchParams.delete(visitParameter)
  url.searchParams.delete('ticket')
  url.hash = last.hash
  history.replaceState(history.state, '', url)
  return answer
}

/**
 * Stays signed in by one gateway visit, where `renew` isn't allowed: it moves the idle limit, never the time limit.
 * For a person's click, never for a timer.
 *
 * @returns false, and stays, where nobody is known to be signed in, or as `startGateway`
 * @throws SsoError `refused` for a throttled session: a use too soon would end it
 */
export function renewByGateway({ server, state }: Watch, visit: GatewayVisit = {}): boolean {
  if (state.status !== 'signed-in') return false
  if (state.throttled) throw new SsoError('refused', { field: 'throttled' })
  return startGateway(server, { againAfterMs: 10_000, ...visit })
}

function lastVisit(): LastVisit | undefined {
  try {
    return JSON.parse(globalThis.sessionStorage.getItem(storageKey) ?? '') as LastVisit
  } catch {
    return undefined
  }
}

/** Without a memory the next page would start again. */
function remember(visit: LastVisit): boolean {
  try {
    globalThis.sessionStorage.setItem(storageKey, JSON.stringify(visit))
  } catch {
    // Blocked or full.
  }
  return lastVisit()?.at === visit.at
}
