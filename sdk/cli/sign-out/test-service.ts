// An application for tests: signs in by a service ticket, keeps a session of its own, and ends it when CAS says so.
import type { Clock } from '../../clock.js'
import {
  type CasRequest,
  type CasResponse,
  cookieOf,
  type Header,
  pathOf,
  queryOf,
} from '../../testing/records.js'
import { type LogoutRequest, readInAddress, readPosted } from './logout-request.js'
import type { Validation } from './service-ticket.js'

export interface ReceivedMessage {
  readonly channel: 'back-channel' | 'front-channel'
  readonly at: number
  readonly request: LogoutRequest
  /** It is for a session of this application. */
  readonly known: boolean
}

export interface TestService {
  /** What CAS knows it by. */
  readonly url: string
  respond(request: CasRequest): Promise<CasResponse>
  /** Those of both channels, the first hundred. */
  readonly messages: readonly ReceivedMessage[]
  /** Calls back once, at the next message; returns what takes that back. */
  onMessage(listener: () => void): () => void
}

/** Who sends more is none we want to listen to. */
const mostMessages = 100
const cookieName = 'session'

export function createTestService(
  url: string,
  clock: Clock,
  validate: (ticket: string) => Promise<Validation>,
): TestService {
  const { pathname } = new URL(url)
  /** The ticket that each of its sessions began with. */
  const sessions = new Map<string, string>()
  const messages: ReceivedMessage[] = []
  const listeners = new Set<() => void>()

  function take(channel: ReceivedMessage['channel'], request: LogoutRequest): CasResponse {
    const ended = [...sessions].filter(([, ticket]) => request.valid && ticket === request.ticket)
    for (const [session] of ended) sessions.delete(session)
    if (messages.length < mostMessages) {
      messages.push({ channel, at: clock.now(), request, known: ended.length > 0 })
    }
    for (const listener of listeners) listener()
    listeners.clear()
    return request.valid ? plain(200, 'signed out') : plain(400, request.fault)
  }

  async function signIn(ticket: string): Promise<CasResponse> {
    const validation = await validate(ticket)
    if (!validation.valid) return plain(403, validation.code)
    const session = crypto.randomUUID()
    sessions.set(session, ticket)
    const cookie = `${cookieName}=${session}; Path=${pathname}; HttpOnly; SameSite=Lax`
    return plain(200, `signed in as ${validation.user}`, [['Set-Cookie', cookie]])
  }

  return {
    url,
    messages,
    onMessage(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async respond(request) {
      if (pathOf(request) !== pathname) return plain(404, 'not here')
      if (request.method === 'POST') return take('back-channel', readPosted(request))
      const query = queryOf(request)
      const told = query.get('logoutRequest')
      if (told) return take('front-channel', await readInAddress(told))
      const ticket = query.get('ticket')
      if (ticket) return signIn(ticket)
      const isSignedIn = sessions.has(cookieOf(request, cookieName) ?? '')
      return isSignedIn ? plain(200, 'signed in') : plain(401, 'not signed in')
    },
  }
}

const textHeaders: readonly Header[] = [
  ['Content-Type', 'text/plain;charset=UTF-8'],
  ['Cache-Control', 'no-store'],
]

function plain(status: number, text: string, more: readonly Header[] = []): CasResponse {
  return { status, headers: [...textHeaders, ...more], body: `${text}\n` }
}
