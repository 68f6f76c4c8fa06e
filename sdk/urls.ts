// The addresses of a CAS server's protocol pages.

/** `{cas}/login`; CAS comes back to `service` with a ticket. */
export function loginUrl(server: string, service?: string): string {
  return pageUrl(`${server}/login`, { service })
}

/** As login, but CAS comes back at once, without a ticket when nobody is signed in. */
export function gatewayUrl(server: string, service: string): string {
  return pageUrl(`${server}/login`, { service, gateway: true })
}

export interface LogoutPage {
  /** Where CAS sends the browser afterwards, if its deployer allows it. */
  readonly service?: string | undefined
  /** As in `cas.logout.redirect-parameter`; default `service`. */
  readonly redirectParameter?: string | undefined
  /** CAS doesn't ask again where `cas.logout.confirm-logout` would: somebody clicked already. */
  readonly confirmed?: boolean | undefined
}

/** `{cas}/logout` */
export function logoutUrl(
  server: string,
  { service, redirectParameter = 'service', confirmed }: LogoutPage = {},
): string {
  const parameters = { [redirectParameter]: service, LogoutRequestConfirmed: confirmed }
  return pageUrl(`${server}/logout`, parameters)
}

/** Leaves out what isn't given. */
function pageUrl(
  page: string,
  parameters: Readonly<Record<string, string | boolean | undefined>>,
): string {
  const given = Object.entries(parameters).filter(([, value]) => value)
  return [page, new URLSearchParams(given as [string, string][])].filter(String).join('?')
}
