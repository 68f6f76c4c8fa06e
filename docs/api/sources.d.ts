// sso-pulse/sources

/** Stock CAS: `GET {cas}/actuator/sso` (class `SingleSignOnSessionStatusEndpoint`), which tells no limits. */
export declare function actuatorSso(numbers?: PolicyNumbers): StatusSource;

/** Asks the CAS server: `path` is relative to its prefix, e.g. `isloggedin`. */
export declare type Ask = (path: string, init: RequestInit) => Promise<HttpAnswer>;

/** What a source may tell beside what ends the session. Instants are the server's, ms since 1970. */
export declare interface Details {
    readonly authenticatedAt?: number;
    readonly maxTimeToLiveSeconds?: number;
    readonly timeToKillSeconds?: number;
    readonly rememberMe?: boolean;
    readonly attributes?: Readonly<Record<string, readonly string[]>>;
    /** The applications signed in to during this session. */
    readonly services?: readonly string[];
}

declare interface HttpAnswer {
    /** 0: a redirect, of which a page sees no more than that. */
    readonly status: number;
    readonly headers: Headers;
    readonly type: string;
    readonly body: string;
}

/**
 * The contract's own endpoint.
 * @param path relative to the CAS prefix; default `isloggedin`
 * @param parse reads the JSON of the full form
 * @param name default: the path
 */
export declare function isLoggedIn(path?: string, parse?: (json: unknown) => Report_2, name?: string): StatusSource;

/**
 * As `isLoggedIn`, with `state.details`: policy numbers, remember-me, attributes and services, as far as CAS tells them.
 * @param path relative to the CAS prefix; default `isloggedin`
 */
export declare function isLoggedInWithDetails(path?: string): StatusSource;

/** `server`: CAS said so. `policy`: computed from numbers that a person configured. */
declare type Origin = 'server' | 'policy';

/**
 * What the caller's own function finds out: its instants are the server's, and need the server's `now`. Only the CAS
 * module of this project can be touched, so `touch` rejects as `missing`.
 */
export declare function ownSource(name: string, look: (ask: Ask) => Promise<Report_2>): StatusSource;

/**
 * A bare endpoint: `{}` when nobody is signed in (or when the endpoint's own code failed: it can't tell), else one flat
 * map of the principal and attributes, each a text or a list of texts.
 */
export declare function plainIsLoggedIn(options?: PlainOptions): StatusSource;

export declare interface PlainOptions extends PolicyNumbers {
    /** Relative to the CAS prefix; default `isloggedin`. */
    readonly path?: string;
    /** The field that holds the principal; default: the first of `principal`, `id`, `user`, `username`, `uid`. */
    readonly userField?: string;
    /** The field that holds the authentication date (ISO 8601), from which the time limit is computed. */
    readonly authenticatedAtField?: string;
    /**
     * The TGC's value for an endpoint that wants it as `?tgc=`. It puts a bearer secret into URLs and access logs: only
     * where the deployer asks for it. A page can't read an HttpOnly cookie.
     */
    readonly tgc?: () => Promise<string | undefined>;
}

/**
 * The numbers of the server's ticket expiration policy, configured by a person; deadlines computed from them are
 * estimates of origin `policy`. Leave out a limit that the server doesn't have.
 */
export declare interface PolicyNumbers {
    /** `cas.ticket.tgt.primary.max-time-to-live-in-seconds` */
    readonly maxTimeToLiveSeconds?: number;
    /** `cas.ticket.tgt.primary.time-to-kill-in-seconds` */
    readonly timeToKillSeconds?: number;
}

declare type Report_2 = SignedInReport | SignedOutReport;

declare interface SignedInReport extends Told {
    readonly signedIn: true;
    readonly principal: string;
    /** Opaque: the same as long as the TGT is the same. */
    readonly session?: string;
    /** Server instants, ms since 1970. A missing one: no such limit, or none that the source knows. */
    readonly timeLimitAt?: number;
    readonly idleLimitAt?: number;
    /** Uses that follow each other too closely end it: it must not be renewed. */
    readonly throttled?: boolean;
    /** Where the limits come from; default `server`. */
    readonly origin?: Origin;
    /** What only some watchers need; read by the sources of `sso-pulse/sources`. */
    readonly details?: Details;
}

/**
 * Why nobody is signed in. Missing: the source can't tell, as a bare `{}` or an empty 400. A later server may give
 * reasons that are not in this list; read them as missing.
 */
declare type SignedOutCause = 'no-cookie' | 'unreadable' | 'ended' | 'sso-disabled';

declare interface SignedOutReport extends Told {
    readonly signedIn: false;
    /** The request came from another site, where browsers withhold cookies: `no-cookie` proves nothing. */
    readonly crossSite?: boolean;
    readonly reason?: SignedOutCause | undefined;
}

export declare interface StatusSource {
    /** Shown to people and in timelines, e.g. `isloggedin`. Tabs share what sources of the same name find out. */
    readonly name: string;
    /** Rejects with an `SsoError`; any other rejection counts as `unreachable`. */
    readonly look: (ask: Ask) => Promise<Report_2>;
    /** Counts as activity; only the CAS module of this project can do it. */
    readonly touch: (ask: Ask) => Promise<Report_2>;
}

declare interface Told {
    /** The server's clock when it answered, ms since 1970. Without it deadlines are not used. */
    readonly now?: number;
    /** The server's wish: no automatic look sooner than this. */
    readonly pollAfterSeconds?: number;
}

export { }
