// sso-pulse/admin

/**
 * Every call rejects with an `SsoError` when CAS gives no answer to go by (`refused` for 401 and 403), and with a
 * `TypeError` of one sentence when an argument is wrong; then nothing was asked.
 */
export declare interface Admin {
    /** The CAS prefix without a slash at its end. */
    readonly server: string;
    list(query?: SessionQuery): Promise<SessionList>;
    /**
     * Ends one session: CAS tells its applications, and the user's browser keeps a dead cookie. For a session that is
     * gone already CAS answers the same. Rejects with `server-error` when CAS says that it failed.
     */
    end(session: AdminSession | TicketId): Promise<Ended>;
    /**
     * Ends each session that the list shows for a user, whatever the case, one request after the other. One that CAS
     * fails to end doesn't keep the others; any other trouble rejects, and some may have ended by then.
     */
    endAllOf(user: string): Promise<AllEnded>;
    /** As `endAllOf`, for everybody, the caller too. `confirm` is `server`, letter by letter. */
    endEverySession(confirmation: {
        readonly confirm: string;
    }): Promise<AllEnded>;
}

/** As those of `createClient`; `headers` is the place for HTTP Basic: `{ authorization: basic(credentials) }`. */
export declare interface AdminOptions extends Omit<ClientOptions, 'source'> {
    /** For each request; default 30,000: a delete tells the applications of a session. */
    readonly timeoutMs?: number;
    /** The longest list that is read; default 16,777,216. CAS 7.2 spends some 3 kB on a session. */
    readonly maxBytes?: number;
}

/** Instants are the server's, in ms since 1970. What is missing, CAS didn't tell. */
export declare interface AdminSession {
    readonly id: TicketId;
    /** The user; in a proxied row of CAS 6.6 the callback address of the application. */
    readonly principal: string;
    /** A row of its own for an application that acts for the user (`ProxyGrantingTicket`). */
    readonly proxied: boolean;
    /** The application that acts for the user, by its URL. */
    readonly proxiedBy?: string;
    readonly authenticatedAt?: number;
    /** CAS 7 only, in whole seconds, as `lastUsedAt`. */
    readonly createdAt?: number;
    readonly lastUsedAt?: number;
    /** Missing: no such limit, or none that can be known from this server. */
    readonly timeLimitAt?: number;
    readonly idleLimitAt?: number;
    /** `policy`: this module computed the limits from the numbers of the row, as for CAS 6.6. */
    readonly origin?: Origin;
    /** How many times the ticket was used, as for a service ticket. */
    readonly uses?: number;
    readonly rememberMe?: boolean;
    /** The applications signed in to during this session, each URL once. */
    readonly services: readonly string[];
    /** What CAS knows about the principal. */
    readonly attributes: Readonly<Record<string, readonly string[]>>;
}

export declare interface AllEnded extends Ended {
    /** How many of the sessions listed before are not in the list any more. */
    readonly ended: number;
    /** What the list shows afterwards: sessions that CAS could not end, and such as began meanwhile. */
    readonly left: readonly AdminSession[];
}

/** Asks the CAS server: `path` is relative to its prefix, e.g. `isloggedin`. */
declare type Ask = (path: string, init: RequestInit) => Promise<HttpAnswer>;

/** RFC 7617, in UTF-8. */
export declare function basic({ user, password }: Credentials): string;

declare interface ClientOptions {
    /** Where answers come from; default: the contract's `{cas}/isloggedin`. */
    readonly source?: StatusSource;
    /** Sent with each look. Across origins an own header costs a preflight. */
    readonly headers?: Readonly<Record<string, string>>;
    readonly fetch?: typeof fetch;
    readonly clock?: Clock;
    /** Default 10,000. */
    readonly timeoutMs?: number;
    /** The longest answer that is read; default 65,536. */
    readonly maxBytes?: number;
}

/** A clock that tests can turn. Instants are milliseconds since 1970 of the local clock. */
declare interface Clock {
    now(): number;
    /** Calls back once after `ms`; returns what cancels it. */
    after(ms: number, callback: () => void): () => void;
}

/** @throws TypeError when `address` is no http(s) address or an option is out of range. */
export declare function createAdmin(address: string, options?: AdminOptions): Admin;

export declare interface Credentials {
    readonly user: string;
    readonly password: string;
}

/** What a source may tell beside what ends the session. Instants are the server's, ms since 1970. */
declare interface Details {
    readonly authenticatedAt?: number;
    readonly maxTimeToLiveSeconds?: number;
    readonly timeToKillSeconds?: number;
    readonly rememberMe?: boolean;
    readonly attributes?: Readonly<Record<string, readonly string[]>>;
    /** The applications signed in to during this session. */
    readonly services?: readonly string[];
}

export declare interface Ended {
    readonly singleLogout: readonly SingleLogout[];
}

declare interface HttpAnswer {
    /** 0: a redirect, of which a page sees no more than that. */
    readonly status: number;
    readonly headers: Headers;
    readonly type: string;
    readonly body: string;
}

/** `server`: CAS said so. `policy`: computed from numbers that a person configured. */
declare type Origin = 'server' | 'policy';

declare type Report_2 = SignedInReport | SignedOutReport;

export declare interface SessionList {
    readonly sessions: readonly AdminSession[];
    /** CAS 7: what its registry holds of everybody, expired sessions that nothing removed yet among them. */
    readonly total?: number;
}

export declare interface SessionQuery {
    /** Whatever the case. */
    readonly user?: string;
    /** Default `ALL`: direct sessions and those of applications that act for a user. */
    readonly type?: 'ALL' | 'DIRECT' | 'PROXIED';
    /**
     * CAS counts tickets of every kind with these before it looks at type and user, so a page can be shorter than
     * `count`, even empty, with more to come. The in-memory registry of CAS 7 ignores both. Default: 0.
     */
    readonly from?: number;
    /** Default: a million, since CAS's own thousand would hide sessions. */
    readonly count?: number;
}

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

/** What CAS told an application about the end of a session (`LogoutRequestStatus`). */
export declare interface SingleLogout {
    /** The application's URL. */
    readonly service: string;
    /** `NOT_ATTEMPTED`: front-channel, which only a browser can do. A word that isn't known reads as `FAILURE`. */
    readonly status: 'SUCCESS' | 'FAILURE' | 'NOT_ATTEMPTED';
}

declare interface StatusSource {
    /** Shown to people and in timelines, e.g. `isloggedin`. Tabs share what sources of the same name find out. */
    readonly name: string;
    /** Rejects with an `SsoError`; any other rejection counts as `unreachable`. */
    readonly look: (ask: Ask) => Promise<Report_2>;
    /** Counts as activity; only the CAS module of this project can do it. */
    readonly touch: (ask: Ask) => Promise<Report_2>;
}

/** An id such as `TGT-1-…`, or `PGT-1-…` of an application that acts for the user. */
export declare class TicketId {
    #private;
    /** @throws TypeError when `id` is none that CAS makes */
    constructor(id: string);
    /** The id itself. Keep it out of logs, pages and addresses. */
    reveal(): string;
    /** @example `TGT-1-…so01`: tells sessions apart in a log, and opens none */
    toString(): string;
    toJSON(): string;
}

declare interface Told {
    /** The server's clock when it answered, ms since 1970. Without it deadlines are not used. */
    readonly now?: number;
    /** The server's wish: no automatic look sooner than this. */
    readonly pollAfterSeconds?: number;
}

export { }
