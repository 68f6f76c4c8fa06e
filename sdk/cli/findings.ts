// What the evidence of `doctor` means, a finding each. Pure.
import { cookieFinding } from './cookie-finding.js'
import type { Evidence } from './evidence.js'
import type { Finding } from './finding.js'
import { isLoopback } from './loopback.js'
import { Problem } from './problem.js'
import { administration, cors } from './reader-findings.js'
import type { Sight } from './sight.js'
import { clockInWords, inWords } from './words.js'

export function findingsOf(evidence: Evidence): readonly Finding[] {
  return [
    transport(evidence),
    strictTransport(evidence),
    endpoint(evidence),
    caching(evidence),
    clock(evidence),
    cookie(evidence),
    pinning(evidence),
    passive(evidence),
    ...cors(evidence),
    administration(evidence),
  ]
}

const signIn = 'sign in with sso-pulse login and run this again'

function transport({ server }: Evidence): Finding {
  const check = 'https'
  if (server.startsWith('https:')) return { check, verdict: 'ok', what: 'CAS is asked by https' }
  return isLoopback(server)
    ? { check, verdict: 'warn', what: 'plain http, on this machine', todo: 'use it for tests only' }
    : {
        check,
        verdict: 'bad',
        what: 'plain http: passwords and cookies can be read on the way',
        todo: 'serve CAS by https',
      }
}

function strictTransport({ server, login }: Evidence): Finding {
  const check = 'hsts'
  const told = login.headers.get('strict-transport-security')
  const [, seconds = '0'] = /max-age="?(\d+)/i.exec(told ?? '') ?? []
  if (!server.startsWith('https:')) {
    return { check, verdict: 'unknown', what: 'browsers heed it on https only' }
  }
  if (Number(seconds) > 0)
    return { check, verdict: 'ok', what: `for ${inWords(Number(seconds) * 1000)}` }
  const todo = 'leave cas.http-web-request.header.hsts on, also behind a proxy'
  return { check, verdict: 'warn', what: 'no Strict-Transport-Security on the login page', todo }
}

function endpoint({ sight, named }: Evidence): Finding {
  const check = 'endpoint'
  if (sight instanceof Problem) {
    const todo = 'install the module, or open actuator/sso: docs/endpoint.md'
    const what = named ? `${named} tells no status` : 'nothing tells the status'
    return { check, verdict: 'bad', what: `${what} of a session`, todo }
  }
  const todo = 'install the module: docs/endpoint.md'
  switch (sight.kind) {
    case 'isloggedin':
      return { check, verdict: 'ok', what: 'isloggedin, in full' }
    case 'plain':
      return {
        check,
        verdict: 'warn',
        what: 'a bare isloggedin: no limits, and {} may also be a fault',
        todo,
      }
    case 'actuator':
      return {
        check,
        verdict: 'warn',
        what: 'actuator/sso only: it tells no limits and no reasons',
        todo,
      }
  }
}

function caching({ status }: Evidence): Finding {
  const check = 'no-store'
  if (!status) return { check, verdict: 'unknown', what: 'there is no answer to look at' }
  return /\bno-store\b/i.test(status.headers.get('cache-control') ?? '')
    ? { check, verdict: 'ok', what: 'answers are kept in no cache' }
    : {
        check,
        verdict: 'bad',
        what: 'a cache may keep an answer about a session and give it to others',
        todo: 'leave cas.http-web-request.header.cache on, and let no proxy take Cache-Control: no-store away',
      }
}

/** A minute is as much as people and most protocols bear. */
const mostSkewMs = 60_000

function clock({ sight }: Evidence): Finding {
  const check = 'clock'
  const { skewMs, look } = seen(sight) ?? {}
  if (skewMs === undefined || !look) {
    return { check, verdict: 'unknown', what: 'the server tells no time' }
  }
  const compared = clockInWords(skewMs, look)
  if (compared === 'agrees') return { check, verdict: 'ok', what: "agrees with this machine's" }
  const what = `${compared}${skewMs > 0 ? ' of' : ''} this machine's`
  return Math.abs(skewMs) < mostSkewMs
    ? { check, verdict: 'ok', what: `${what}; the SDK corrects it` }
    : { check, verdict: 'warn', what, todo: 'set both clocks by NTP' }
}

function cookie({ tgc, server }: Evidence): Finding {
  if (tgc) return cookieFinding(tgc, server)
  return { check: 'cookie', verdict: 'unknown', what: 'no TGC is stored', todo: signIn }
}

function pinning({ sight, otherAgent }: Evidence): Finding {
  const check = 'pinning'
  if (seen(sight)?.state.status !== 'signed-in') {
    return { check, verdict: 'unknown', what: 'no live session is stored', todo: signIn }
  }
  if (!otherAgent)
    return { check, verdict: 'unknown', what: 'CAS gave another User-Agent no answer' }
  return otherAgent.state.status === 'signed-in'
    ? {
        check,
        verdict: 'warn',
        what: 'a copied cookie works in another browser',
        todo: 'leave cas.tgc.pin-to-session and cas.tgc.crypto.enabled on',
      }
    : {
        check,
        verdict: 'ok',
        what: 'bound to the browser; the address can not be told from one machine',
      }
}

function passive({ sight, again }: Evidence): Finding {
  const check = 'passive'
  const [first, second] = [seen(sight)?.report, again?.report]
  if (!first?.signedIn || !second?.signedIn) {
    return { check, verdict: 'unknown', what: 'no live session is stored', todo: signIn }
  }
  const told = first.idleLimitAt && second.idleLimitAt
  if (!told || !first.now || !second.now || second.now <= first.now) {
    return { check, verdict: 'unknown', what: 'this source tells no idle limit that could move' }
  }
  return first.idleLimitAt === second.idleLimitAt
    ? { check, verdict: 'ok', what: 'looks leave the idle limit where it is' }
    : {
        check,
        verdict: 'bad',
        what: 'a look moves the idle limit: who only watches stays signed in for ever',
        todo: 'read the ticket without using it, as the module does',
      }
}

function seen(sight: Evidence['sight']): Sight | undefined {
  return sight instanceof Problem ? undefined : sight
}
