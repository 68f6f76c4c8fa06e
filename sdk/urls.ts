// The addresses of a CAS server's protocol pages.

/** `{cas}/login`; CAS comes back to `service` with a ticket. */
export function loginUrl(server: string, service?: string): string {
  return pageUrl(`${server}/login`, 'service', service)
}

/** As login, but CAS comes back at once, without a ticket when nobody is signed in. */
export function gatewayUrl(server: string, service: string): string {
  return `${loginUrl(server, service)}&gateway=true`
}

/**
 * `{cas}/logout`; CAS follows `service` only where its deployer allows it.
 * @param redirectParameter as in `cas.logout.redirect-parameter`
 */
export function logoutUrl(server: string, service?: string, redirectParameter = 'service'): string {
  return pageUrl(`${server}/logout`, redirectParameter, service)
}

function pageUrl(page: string, parameter: string, service?: string): string {
  return service ? `${page}?${parameter}=${encodeURIComponent(service)}` : page
}
