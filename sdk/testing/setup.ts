// How one CAS is set up: the settings that change what a browser sees, the same for the in-memory CAS and a real one.

/** When a TGT ends. Names and rules are those of CAS's ticket expiration policies (`cas.ticket.tgt.*`). */
export type ExpirationPolicy =
  | {
      readonly kind: 'primary'
      readonly maxTimeToLiveSeconds: number
      readonly timeToKillSeconds: number
    }
  | { readonly kind: 'time'; readonly maxTimeToLiveSeconds: number }
  | { readonly kind: 'idle'; readonly timeToKillSeconds: number }
  | { readonly kind: 'never' }
  | {
      readonly kind: 'throttled'
      readonly timeToKillSeconds: number
      readonly timeInBetweenUsesSeconds: number
    }

/** Every setting is optional; what is left out is CAS's own default. */
export interface CasSetup {
  /** Default: primary, 8 h and 2 h. */
  readonly policy?: ExpirationPolicy
  /** Offers remember-me at login; a ticked box gives a session of this length instead of `policy`. */
  readonly rememberMe?: { readonly timeToKillSeconds: number }
  /** `cas.sso.sso-enabled`; default true. */
  readonly ssoEnabled?: boolean
  /** `cas.tgc.pin-to-session`; default true: the TGC works only with the User-Agent and address that got it. */
  readonly pinToSession?: boolean
  /** `cas.logout.confirm-logout`; default false. */
  readonly confirmLogout?: boolean
  /** `cas.logout.follow-service-redirects`; default false. */
  readonly followServiceRedirects?: boolean
  /** `cas.logout.redirect-parameter`; default `service`. */
  readonly redirectParameter?: string
  /** `cas.logout.redirect-url`; default none. */
  readonly redirectUrl?: string
  /** What `isloggedin` tells beside the principal; default nothing. */
  readonly released?: { readonly attributes?: readonly string[]; readonly services?: boolean }
  /** `isloggedin?tgc=` is understood; default false. */
  readonly tgcParameter?: boolean
  /** `POST isloggedin` extends the idle limit; default false. */
  readonly touch?: boolean
  /** Origins that may read answers across origins (`cas.http-web-request.cors`, `management.endpoints.web.cors`) and touch; default none. */
  readonly corsOrigins?: readonly string[]
}
