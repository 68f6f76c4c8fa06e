// One gateway login for a registered service: CAS grants it a ticket, and that counts as use of the session.
import { gatewayUrl } from 'sso-pulse/gateway'
import type { ServerSettings } from '../shared/settings.js'

/** The ticket is never fetched by the service, and expires unused. */
export async function useGateway({ url, stayService }: ServerSettings): Promise<void> {
  if (!stayService) return
  await fetch(gatewayUrl(url, stayService), {
    credentials: 'include',
    cache: 'no-store',
    // Not to the service: it would be asked by nobody's wish.
    redirect: 'manual',
  })
}
