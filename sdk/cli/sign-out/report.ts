// A sign-out with an application of ours in the session: what it ended, and what it left.
import { TicketId } from '../../admin-ticket-id.js'
import type { Connection } from '../connection.js'
import { Problem } from '../problem.js'
import type { Shell } from '../shell.js'
import type { SourceChoice } from '../sight.js'
import { type PageToLoad, pagesToLoad } from './front-channel.js'
import { grantTicket, validate } from './service-ticket.js'
import type { ReceivedMessage, TestService } from './test-service.js'
import { type TracedSignOut, tracedSignOut } from './trace.js'

/** What each part of a report needs to ask CAS. */
export interface Parties {
  /** The browser, with the jar. */
  readonly browser: Connection
  /** The same cookies, whatever CAS's answers make of the jar. */
  readonly watcher: Connection
  /** Without cookies, as applications ask. */
  readonly application: Connection
}

/** How the spare ticket fared. */
export type TicketFate = 'ended' | 'works' | 'unknown'

export interface SignOutReport {
  readonly signOut: TracedSignOut
  /** Of our application. */
  readonly service: string
  readonly user: string
  /** Of the ticket of our session only what opens nothing. */
  readonly ticket: string
  readonly messages: readonly MessageReport[]
  /** Addresses that CAS's page asks a browser to load. */
  readonly frontChannel: readonly string[]
  /** Of our application. */
  readonly session: 'ended' | 'stays'
  /** A service ticket that was granted before the sign-out and validated after it. */
  readonly serviceTicket: TicketFate
  /** What else the session was used for, as CAS tells. */
  readonly others: readonly string[]
}

export interface MessageReport {
  readonly channel: ReceivedMessage['channel']
  /** After the sign-out was asked for. */
  readonly afterMs: number
  readonly valid: boolean
  readonly fault?: string
  readonly ticket?: string
  /** It is for our session. */
  readonly ours: boolean
}

/** `cas.ticket.st.time-to-kill-in-seconds` as shipped: later, an ended ticket proves nothing. */
const ticketLifeMs = 10_000

/** @param waitMs how long a back-channel message is waited for */
export async function reportSignOut(
  shell: Pick<Shell, 'clock'>,
  parties: Parties,
  service: TestService,
  choice: SourceChoice,
  waitMs: number,
): Promise<SignOutReport> {
  const { clock } = shell
  const { browser, watcher, application } = parties
  // The spare one first: CAS tells an application of its newest ticket.
  const spare = await grantTicket(browser, service.url)
  const spareAt = clock.now()
  const ticket = await grantTicket(browser, service.url)
  const { user, cookie } = await signIn(service, ticket, browser.server)

  const signOut = await tracedSignOut(browser, watcher, shell, choice)
  const { outcome, page, askedAt } = signOut
  const pages = page ? pagesToLoad(page) : []
  for (const one of pages) await loadOurs(service, one)
  const isEnded = async () => (await visit(service, { cookie })).status !== 200
  if (outcome.after !== 'alive') await waitFor(service, isEnded, clock, waitMs)

  return {
    signOut,
    service: service.url,
    user,
    ticket: mask(ticket),
    messages: service.messages.map((message) => told(message, askedAt)),
    frontChannel: pages.map(({ url }) => withoutQuery(url)),
    session: (await isEnded()) ? 'ended' : 'stays',
    serviceTicket: await fateOf(application, service.url, spare, () => clock.now() - spareAt),
    others: signOut.services.map(withoutQuery).filter((url) => url !== withoutQuery(service.url)),
  }
}

async function signIn(
  service: TestService,
  ticket: string,
  server: string,
): Promise<{ readonly user: string; readonly cookie: string }> {
  const { status, headers, body } = await visit(service, { query: { ticket } })
  const cookie = headers.find(([name]) => name === 'Set-Cookie')?.[1].split(';', 1)[0]
  if (status === 200 && cookie) return { user: body.replace(/^signed in as /, '').trim(), cookie }
  throw new Problem(
    'trouble',
    `${server} gave a ticket for ${service.url} and refused it (${body.trim()}); nothing was ended.`,
    'refused',
  )
}

/** A browser loads them all; we load what is ours, and tell of the others. */
async function loadOurs(service: TestService, { url, logoutRequest }: PageToLoad): Promise<void> {
  if (url.startsWith(service.url)) await visit(service, { query: { logoutRequest } })
}

/** As a browser on this machine, without the way through the network. */
function visit(
  { url, respond }: TestService,
  { query = {}, cookie }: { readonly query?: Record<string, string>; readonly cookie?: string },
): ReturnType<TestService['respond']> {
  const search = new URLSearchParams(query).toString()
  const target = new URL(url).pathname + (search && `?${search}`)
  const headers = cookie === undefined ? {} : { cookie }
  return respond({ method: 'GET', target, headers, body: '', address: '' })
}

/** Up to `ms`, for as many messages as come. */
async function waitFor(
  { onMessage }: TestService,
  isDone: () => Promise<boolean>,
  clock: Shell['clock'],
  ms: number,
): Promise<void> {
  const until = clock.now() + ms
  while (clock.now() < until && !(await isDone())) {
    await new Promise<void>((resolve) => {
      const stop = onMessage(() => {
        cancel()
        resolve()
      })
      const cancel = clock.after(until - clock.now(), () => {
        stop()
        resolve()
      })
    })
  }
}

async function fateOf(
  application: Connection,
  service: string,
  ticket: string,
  age: () => number,
): Promise<TicketFate> {
  try {
    const { valid } = await validate(application, service, ticket)
    if (valid) return 'works'
    return age() < ticketLifeMs ? 'ended' : 'unknown'
  } catch {
    return 'unknown'
  }
}

function told({ channel, at, request, known }: ReceivedMessage, askedAt: number): MessageReport {
  const { valid } = request
  const what = valid ? { ticket: mask(request.ticket) } : { fault: request.fault }
  return { channel, afterMs: at - askedAt, valid, ...what, ours: known }
}

function mask(ticket: string): string {
  return new TicketId(ticket).toString()
}

/** It may hold anything. */
function withoutQuery(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? ''
}
