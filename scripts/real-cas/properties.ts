// How a setup reads in CAS's own properties.
import type { CasSetup, ExpirationPolicy } from '../../sdk/testing/setup.js'

/** The properties of CAS that make it what the setup says; what the setup leaves out stays CAS's default. */
export function propertiesOf(setup: CasSetup): Record<string, string> {
  const { rememberMe, released, corsOrigins = [] } = setup
  const properties: Record<string, string | number | boolean | undefined> = {
    ...(setup.policy && policyProperties(setup.policy)),
    'cas.ticket.tgt.remember-me.enabled': rememberMe && true,
    'cas.ticket.tgt.remember-me.time-to-kill-in-seconds': rememberMe?.timeToKillSeconds,
    'cas.sso.sso-enabled': setup.ssoEnabled,
    'cas.tgc.pin-to-session': setup.pinToSession,
    'cas.logout.confirm-logout': setup.confirmLogout,
    'cas.logout.follow-service-redirects': setup.followServiceRedirects,
    'cas.logout.redirect-parameter': setup.redirectParameter,
    'cas.logout.redirect-url': setup.redirectUrl,
    'sso-pulse.services': released?.services,
    'sso-pulse.tgc-parameter': setup.tgcParameter,
    'sso-pulse.touch.enabled': setup.touch,
    ...listProperties('sso-pulse.attributes', released?.attributes ?? []),
    ...(corsOrigins.length > 0 && corsProperties(corsOrigins)),
  }
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  )
}

function policyProperties(policy: ExpirationPolicy): Record<string, number> {
  const tgt = 'cas.ticket.tgt'
  switch (policy.kind) {
    case 'primary':
      return {
        [`${tgt}.primary.max-time-to-live-in-seconds`]: policy.maxTimeToLiveSeconds,
        [`${tgt}.primary.time-to-kill-in-seconds`]: policy.timeToKillSeconds,
      }
    case 'time':
      return { [`${tgt}.hard-timeout.time-to-kill-in-seconds`]: policy.maxTimeToLiveSeconds }
    case 'idle':
      return { [`${tgt}.timeout.max-time-to-live-in-seconds`]: policy.timeToKillSeconds }
    case 'never':
      // Zero would mean: always expired.
      return {
        [`${tgt}.primary.max-time-to-live-in-seconds`]: -1,
        [`${tgt}.primary.time-to-kill-in-seconds`]: -1,
      }
    case 'throttled':
      return {
        [`${tgt}.throttled-timeout.time-to-kill-in-seconds`]: policy.timeToKillSeconds,
        [`${tgt}.throttled-timeout.time-in-between-uses-in-seconds`]:
          policy.timeInBetweenUsesSeconds,
      }
    default:
      return policy satisfies never
  }
}

/** Two families: on 6.6 the actuators answer to their own. */
function corsProperties(origins: readonly string[]): Record<string, string> {
  const cas = 'cas.http-web-request.cors'
  const actuators = 'management.endpoints.web.cors'
  return {
    [`${cas}.enabled`]: 'true',
    [`${cas}.allow-credentials`]: 'true',
    ...listProperties(`${cas}.allow-origins`, origins),
    ...listProperties(`${cas}.allow-methods`, ['GET', 'HEAD', 'POST', 'DELETE']),
    ...listProperties(`${cas}.allow-headers`, ['*']),
    [`${actuators}.allow-credentials`]: 'true',
    [`${actuators}.allowed-origins`]: origins.join(','),
    [`${actuators}.allowed-methods`]: 'GET,HEAD,POST,DELETE',
    [`${actuators}.allowed-headers`]: '*',
    ...listProperties('sso-pulse.touch.allowed-origins', origins),
  }
}

function listProperties(name: string, values: readonly string[]): Record<string, string> {
  return Object.fromEntries(values.map((value, index) => [`${name}[${index}]`, value]))
}
