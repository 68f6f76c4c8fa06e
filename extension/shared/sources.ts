// The client of a configured server, and finding out what an address has.
import {
  type Client,
  createClient,
  type Report,
  type StatusSource,
  type TroubleKind,
} from 'sso-pulse'
import { failureOf } from 'sso-pulse/parts'
import { actuatorSso, isLoggedInWithDetails, plainIsLoggedIn } from 'sso-pulse/sources'
import { type ServerSettings, sourceKinds } from './settings.js'

export function sourceOf({ source, endpointPath: path, ...server }: ServerSettings): StatusSource {
  const { maxTimeToLiveSeconds, timeToKillSeconds } = server
  const numbers = {
    ...(maxTimeToLiveSeconds && { maxTimeToLiveSeconds }),
    ...(timeToKillSeconds && { timeToKillSeconds }),
  }
  switch (source) {
    case 'isloggedin':
      return isLoggedInWithDetails(path)
    case 'isloggedin-plain':
      return plainIsLoggedIn({ ...numbers, ...(path && { path }) })
    case 'actuator-sso':
      return actuatorSso(numbers)
  }
}

export function clientOf(server: ServerSettings): Client {
  return createClient(server.url, { source: sourceOf(server) })
}

export type Detection =
  | { readonly found: true; readonly server: ServerSettings; readonly report: Report }
  | { readonly found: false; readonly trouble: TroubleKind }

/** Tries each source at the prefix, then at `/cas` below it, where most servers live. The first trouble is told. */
export async function detect(prefix: string): Promise<Detection> {
  const prefixes = prefix.endsWith('/cas') ? [prefix] : [prefix, `${prefix}/cas`]
  let first: TroubleKind | undefined
  for (const url of prefixes) {
    for (const source of sourceKinds) {
      const server: ServerSettings = { url, name: new URL(url).hostname, source }
      try {
        const report = await clientOf(server).status()
        return { found: true, server, report }
      } catch (error) {
        const { kind } = failureOf(error)
        first ??= kind
        // Nobody there: no other path will answer either.
        if (kind === 'unreachable' || kind === 'offline' || kind === 'timed-out') {
          return { found: false, trouble: kind }
        }
      }
    }
  }
  return { found: false, trouble: first ?? 'missing' }
}
