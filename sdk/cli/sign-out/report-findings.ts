// What a sign-out report means, a finding each. Pure.
import type { Finding } from '../finding.js'
import { isLoopback } from '../loopback.js'
import { plainText } from '../output.js'
import type { MessageReport, SignOutReport } from './report.js'

/** @param waitMs how long a message was waited for */
export function reportFindings(report: SignOutReport, waitMs: number): readonly Finding[] {
  return [
    sso(report),
    backChannel(report, waitMs),
    frontChannel(report),
    application(report),
    serviceTicket(report),
    ...others(report),
  ]
}

function sso({ signOut: { outcome }, user }: SignOutReport): Finding {
  const check = 'sso-session'
  if (outcome.proved) {
    return { check, verdict: 'ok', what: `that of ${user} has ended, as two looks prove` }
  }
  return outcome.after === 'alive'
    ? { check, verdict: 'bad', what: `that of ${user} is still alive` }
    : { check, verdict: 'unknown', what: `it can't be told whether that of ${user} has ended` }
}

function backChannel(report: SignOutReport, waitMs: number): Finding {
  const check = 'back-channel'
  const messages = report.messages.filter(({ channel }) => channel === 'back-channel')
  const ours = messages.find(({ valid, ours }) => valid && ours)
  if (ours) {
    const what = `a valid message for ${ours.ticket} came after ${ours.afterMs} ms`
    return { check, verdict: 'ok', what }
  }
  if (messages.length > 0) return { check, verdict: 'bad', what: wrong(messages) }
  if (report.signOut.outcome.after === 'alive') {
    return { check, verdict: 'unknown', what: 'none came: the session is alive' }
  }
  if (toldByPage(report)) {
    return { check, verdict: 'ok', what: 'none came: this service is told by the browser' }
  }
  const what = `no message came to ${report.service} within ${waitMs / 1000} s`
  return { check, verdict: 'bad', what, todo: unreached(report.service) }
}

function wrong(messages: readonly MessageReport[]): string {
  const said = messages.map(({ fault, ticket }) => fault ?? `it was for ${ticket}, not for us`)
  return `a message came, but ${said.join('; ')}`
}

function unreached(service: string): string {
  const { hostname, port } = new URL(service)
  const way = isLoopback(service)
    ? `a CAS on another machine or in a container can't reach ${hostname}: give --service-url an address that it can`
    : `see that CAS reaches ${hostname}${port && `:${port}`}, through every firewall`
  return `register it with logoutType BACK_CHANNEL, leave cas.slo.disabled off, and ${way}`
}

function frontChannel({ frontChannel: urls, service }: SignOutReport): Finding {
  const check = 'front-channel'
  const elsewhere = urls.filter((url) => !url.startsWith(service))
  if (urls.length === 0) {
    return { check, verdict: 'ok', what: "CAS's logout page asks the browser to load nothing" }
  }
  const list = plainText(elsewhere.join(', '), 300)
  if (elsewhere.length === 0) {
    return { check, verdict: 'ok', what: "CAS's logout page asks the browser to load our service" }
  }
  return {
    check,
    verdict: 'warn',
    what: `CAS's logout page asks the browser to load ${list}, and no browser was here`,
    todo: 'they are signed in still; a sign-out in a browser tells them',
  }
}

function application(report: SignOutReport): Finding {
  const check = 'application'
  if (report.session === 'ended') {
    return { check, verdict: 'ok', what: `the session that ${report.service} kept has ended` }
  }
  const what = `the session that ${report.service} kept goes on`
  const verdict = report.signOut.outcome.after === 'alive' ? 'unknown' : 'bad'
  return { check, verdict, what }
}

function serviceTicket({ serviceTicket: fate, signOut: { outcome } }: SignOutReport): Finding {
  const check = 'service-ticket'
  switch (fate) {
    case 'ended':
      return { check, verdict: 'ok', what: 'one from before no longer lets anybody in' }
    case 'works':
      return outcome.after === 'alive'
        ? { check, verdict: 'ok', what: 'one from before works, as the session does' }
        : {
            check,
            verdict: 'warn',
            what: 'one from before still lets its holder in, until it expires',
            todo: 'let CAS remove descendant tickets (cas.logout.remove-descendant-tickets)',
          }
    case 'unknown':
      return {
        check,
        verdict: 'unknown',
        what: "whether one from before still works can't be told: it was too old, or CAS gave no answer",
      }
  }
}

function others({ others: urls }: SignOutReport): Finding[] {
  if (urls.length === 0) return []
  const what = `the session was used for ${plainText(urls.join(', '), 300)}, too`
  const todo = "whether they have ended theirs can't be told from here"
  return [{ check: 'others', verdict: 'unknown', what, todo }]
}

function toldByPage({ frontChannel: urls, service }: SignOutReport): boolean {
  return urls.some((url) => url.startsWith(service))
}
