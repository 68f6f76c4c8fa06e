// The applications that are registered at the in-memory CAS.

export interface RegisteredService {
  readonly name: string
  /** A regular expression for the whole service URL. */
  readonly pattern: string
  /** How single logout tells it: a POST from the server, the browser's logout page, or not at all. */
  readonly logout: 'back-channel' | 'front-channel' | 'none'
  /** `ticketGrantingTicketExpirationPolicy`: a session that starts at this service lives this long. */
  readonly maxTimeToLiveSeconds?: number
}

const loopback = String.raw`https?://(127\.0\.0\.1|localhost|[a-z.-]+\.localhost|\[::1\])(:\d+)?`
const rest = '([/?#].*)?'

/** `/app` (back-channel), `/front` (front-channel), `/short` (10 s sessions), `/quiet` (never told), on any loopback host and port. */
export const defaultServices: readonly RegisteredService[] = [
  { name: 'app', pattern: `${loopback}/app${rest}`, logout: 'back-channel' },
  { name: 'front', pattern: `${loopback}/front${rest}`, logout: 'front-channel' },
  {
    name: 'short',
    pattern: `${loopback}/short${rest}`,
    logout: 'back-channel',
    maxTimeToLiveSeconds: 10,
  },
  { name: 'quiet', pattern: `${loopback}/quiet${rest}`, logout: 'none' },
]

export function findService(
  services: readonly RegisteredService[],
  url: string,
): RegisteredService | undefined {
  return services.find(({ pattern }) => new RegExp(`^(?:${pattern})$`).test(url))
}
