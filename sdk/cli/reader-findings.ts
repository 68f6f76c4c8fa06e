// Who else may read what CAS answers: pages of other origins, and whoever asks for everybody's sessions. Pure.
import { type Evidence, strangerOrigin } from './evidence.js'
import type { Finding } from './finding.js'

type Answer = NonNullable<Evidence['status']>

export function cors({ fromOrigin, fromStranger }: Evidence): Finding[] {
  const findings: Finding[] = []
  if (fromOrigin) {
    const { origin, answer } = fromOrigin
    findings.push(
      allows(answer, origin)
        ? { check: 'cors', verdict: 'ok', what: `pages of ${origin} may read answers` }
        : {
            check: 'cors',
            verdict: 'bad',
            what: `pages of ${origin} can't read answers (${answer.status})`,
            todo: 'name the origin in cas.http-web-request.cors.allow-origins, with allow-credentials',
          },
    )
  }
  if (fromStranger && allows(fromStranger, strangerOrigin)) {
    findings.push({
      check: 'cors-strangers',
      verdict: 'bad',
      what: 'pages of every website may read who is signed in',
      todo: 'name the origins that may in cas.http-web-request.cors.allow-origins',
    })
  }
  return findings
}

function allows({ headers }: Answer, origin: string): boolean {
  return (
    headers.get('access-control-allow-origin') === origin &&
    headers.get('access-control-allow-credentials') === 'true'
  )
}

/** CAS 7.2 opens an actuator to all that has an `access` and no entry in `cas.monitor.endpoints`. */
export function administration({ sessions, sessionsFromStranger }: Evidence): Finding {
  const check = 'sessions'
  const { status } = sessions
  if (status >= 500) {
    const what = `asked for everybody's sessions it fails (${status})`
    return { check, verdict: 'unknown', what, todo: 'look into the log of CAS' }
  }
  if (status !== 200) {
    const what = `everybody's sessions are closed to strangers (${status})`
    return { check, verdict: 'ok', what }
  }
  const access = 'give cas.monitor.endpoints.endpoint.ssoSessions.access'
  return isReadable(sessionsFromStranger)
    ? {
        check,
        verdict: 'bad',
        what: "pages of every website, opened on this machine, may list everybody's sessions",
        todo: `${access}, and name the origins that may in cas.http-web-request.cors.allow-origins`,
      }
    : {
        check,
        verdict: 'warn',
        what: "this machine may list and end everybody's sessions without a password",
        todo: `${access}, and check it from elsewhere`,
      }
}

/** To a page of the stranger's origin that sends no cookie. */
function isReadable(answer: Answer | undefined): boolean {
  const allowed = answer?.headers.get('access-control-allow-origin') ?? ''
  return answer?.status === 200 && [strangerOrigin, '*'].includes(allowed)
}
