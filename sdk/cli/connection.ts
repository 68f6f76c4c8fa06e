// One CAS server as a command asks it: with the stored cookies, and with the network's own words when nobody answers.
import { type Client, createClient } from '../client.js'
import { within } from '../clock.js'
import { failureOf, SsoError } from '../errors.js'
import { ask, type HttpAnswer } from '../http.js'
import type { StatusSource } from '../source.js'
import { type Problem, troubleWith } from './problem.js'
import type { SessionJar } from './session-jar.js'
import type { Shell } from './shell.js'

export interface ConnectionOptions {
  readonly timeoutMs: number
  /** Default: `userAgent`. */
  readonly userAgent?: string
  /** Goes on after Ctrl-C: for what must be ended. */
  readonly uninterrupted?: boolean
}

export interface Connection {
  readonly server: string
  readonly timeoutMs: number
  /** With the jar's cookies; redirects are answers. */
  readonly fetch: typeof fetch
  client(source: StatusSource): Client
  /** One exchange whose answer is for us; any status is an answer. Rejects with a `Problem`. */
  ask(url: string, init?: RequestInit): Promise<HttpAnswer>
  /** As `ask`, without reading what is said: only how it is said. */
  knock(url: string, init?: RequestInit): Promise<Pick<HttpAnswer, 'status' | 'headers'>>
  /** What any rejection of a look or an exchange means. */
  problem(error: unknown): Problem
}

/** CAS binds a TGC to the User-Agent: without a version, a newer program can still use an older one's session. */
export const userAgent = 'sso-pulse'

/** As a page, not as an answer to a look. */
const mostBytes = 1_048_576

/** @param jar without one, a stranger asks */
export function connect(
  server: string,
  jar: SessionJar | undefined,
  shell: Pick<Shell, 'fetch' | 'clock' | 'interruption'>,
  options: ConnectionOptions,
): Connection {
  const { timeoutMs, uninterrupted } = options
  let fault: string | undefined

  const send: typeof fetch = async (input, init = {}) => {
    // Only browsers withhold answers: there is nothing to find out.
    if (init.mode === 'no-cors') throw new SsoError('unreachable')
    const url = `${input instanceof Request ? input.url : input}`
    const headers = new Headers(init.headers)
    headers.set('user-agent', options.userAgent ?? userAgent)
    const cookie = await jar?.header(url)
    if (cookie) headers.set('cookie', cookie)
    const signals = [init.signal ?? [], uninterrupted ? [] : shell.interruption].flat()
    const signal = AbortSignal.any(signals)
    const response = await shell
      .fetch(url, { ...init, headers, signal, redirect: 'manual' })
      .catch((error) => {
        fault = faultOf(error)
        throw error
      })
    await jar?.take(url, response.headers.getSetCookie())
    return response
  }

  const problem = (error: unknown) => troubleWith(server, failureOf(error), fault)
  return {
    server,
    timeoutMs,
    fetch: send,
    client: (source) =>
      createClient(server, { source, fetch: send, clock: shell.clock, timeoutMs }),
    ask: (url, init = {}) =>
      within(shell.clock, timeoutMs, (signal) =>
        ask(url, { fetch: send, maxBytes: mostBytes }, { ...init, signal }),
      ).catch((error) => {
        throw problem(error)
      }),
    knock: (url, init = {}) =>
      within(shell.clock, timeoutMs, async (signal) => {
        const { status, headers, body } = await send(url, { ...init, signal })
        await body?.cancel()
        return { status, headers }
      }).catch((error) => {
        throw problem(error)
      }),
    problem,
  }
}

/** By the codes of Node's errors: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const faults: readonly (readonly [code: RegExp, sentence: string])[] = [
  [/^ENOTFOUND$|^EAI_/, 'Its name is not known: check the address and the VPN.'],
  [/^ECONNREFUSED$/, 'Nobody listens there: check the port and whether it runs.'],
  [/^ECONNRESET$|^UND_ERR_SOCKET$|^EPIPE$/, 'The connection broke: try again.'],
  [/CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/, 'Its certificate is not valid today: renew it.'],
  [/ALTNAME_INVALID/, 'Its certificate is for another name: use the name that it is for.'],
  [
    /SELF_SIGNED|UNABLE_TO_|CERT_UNTRUSTED|ISSUER/,
    "Its certificate is from nobody known here: name the authority's file in NODE_EXTRA_CA_CERTS.",
  ],
  [/^ERR_SSL_|^ERR_TLS_|^EPROTO$/, 'TLS failed: is this the port for https?'],
]

function faultOf(error: unknown): string | undefined {
  const cause = error instanceof Error ? error.cause : undefined
  const code = cause && typeof cause === 'object' && 'code' in cause ? `${cause.code}` : ''
  const sentence = faults.find(([pattern]) => pattern.test(code))?.[1]
  return sentence && `${sentence} (${code})`
}
