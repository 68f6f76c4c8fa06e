// What a status source found out, in the server's own time. Knows nothing of this machine's clock.

export type Limit = 'time' | 'idle'

/** `server`: CAS said so. `policy`: computed from numbers that a person configured. */
export type Origin = 'server' | 'policy'

/**
 * Why nobody is signed in. Missing: the source can't tell, as a bare `{}` or an empty 400. A later server may give
 * reasons that are not in this list; read them as missing.
 */
export type SignedOutCause = 'no-cookie' | 'unreadable' | 'ended' | 'sso-disabled'

interface Told {
  /** The server's clock when it answered, ms since 1970. Without it deadlines are not used. */
  readonly now?: number
  /** The server's wish: no automatic look sooner than this. */
  readonly pollAfterSeconds?: number
}

export interface SignedInReport extends Told {
  readonly signedIn: true
  readonly principal: string
  /** Opaque: the same as long as the TGT is the same. */
  readonly session?: string
  /** Server instants, ms since 1970. A missing one: no such limit, or none that the source knows. */
  readonly timeLimitAt?: number
  readonly idleLimitAt?: number
  /** Uses that follow each other too closely end it: it must not be renewed. */
  readonly throttled?: boolean
  /** Where the limits come from; default `server`. */
  readonly origin?: Origin
  /** What only some watchers need; read by the sources of `sso-pulse/sources`. */
  readonly details?: Details
}

/** What a source may tell beside what ends the session. Instants are the server's, ms since 1970. */
export interface Details {
  readonly authenticatedAt?: number
  readonly maxTimeToLiveSeconds?: number
  readonly timeToKillSeconds?: number
  readonly rememberMe?: boolean
  readonly attributes?: Readonly<Record<string, readonly string[]>>
  /** The applications signed in to during this session. */
  readonly services?: readonly string[]
}

export interface SignedOutReport extends Told {
  readonly signedIn: false
  /** The request came from another site, where browsers withhold cookies: `no-cookie` proves nothing. */
  readonly crossSite?: boolean
  readonly reason?: SignedOutCause | undefined
}

export type Report = SignedInReport | SignedOutReport
