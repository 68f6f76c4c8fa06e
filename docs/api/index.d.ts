// sso-pulse

/// <reference lib="esnext.disposable" />

export declare interface Acts {
    /**
     * Looks, counts as activity and looks again: the only call that extends the idle limit, where the deployer allows
     * it. `renewed` is true only if the idle limit moved. Rejects with an `SsoError`.
     */
    renew(): Promise<{
        readonly renewed: boolean;
    }>;
    /** Ends the SSO session. A full logout never resolves. */
    logout(options?: LogoutOptions): Promise<SignOut>;
}

/** Asks the CAS server: `path` is relative to its prefix, e.g. `isloggedin`. */
export declare type Ask = (path: string, init: RequestInit) => Promise<HttpAnswer>;

/** A line between tabs; a message reaches all but its sender. */
export declare interface Channel {
    send(message: unknown): void;
    /** Runs `work` while no other tab runs its own; rejects when the signal comes first, or where tabs can't take turns. */
    inTurn(work: () => Promise<void>, signal: AbortSignal): Promise<void>;
    close(): void;
}

/** All its rejections are `SsoError`s. */
export declare interface Client extends Looker {
    readonly source: StatusSource;
    /**
     * Asks CAS in the background to end the SSO session; what became of it only the next look tells. The request
     * confirms itself, as a click does (`cas.logout.confirm-logout`), and names no service: CAS 7.2 refuses an
     * unregistered one and keeps the session. Never rejects, and is never repeated: each one ends a session.
     */
    logout(): Promise<void>;
    /** Counts as activity where the deployer allows it (`POST isloggedin`). */
    touch(): Promise<Report_2>;
}

export declare interface ClientOptions {
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
export declare interface Clock {
    now(): number;
    /** Calls back once after `ms`; returns what cancels it. */
    after(ms: number, callback: () => void): () => void;
}

/** @throws TypeError when `address` is no http(s) address or an option is out of range */
export declare function createClient(address: string, options?: ClientOptions): Client;

/** One of the two limits as an instant of the local clock, corrected for the server's. */
export declare interface Deadline {
    readonly limit: Limit;
    readonly at: number;
    readonly origin: Origin;
}

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

/** The limit that ends the session: the nearest, for the idle limit may lie after the time limit. */
export declare function endOf({ deadlines }: SessionState): Deadline | undefined;

/** Why nobody is signed in any more. `never`: the first look found nobody. */
export declare type EndReason = 'never' | 'expired-time' | 'expired-idle' | 'signed-out-here' | 'ended-elsewhere' | 'unknown';

export declare interface Environment {
    /** Can somebody see us? Only then knowledge goes stale. */
    visible(): boolean;
    /** Calls back when the world may have changed while we slept, without a cause when we are hidden; returns what ends it. */
    onWake(wake: (cause?: LookCause) => void): () => void;
}

/** What was seen beside the kind. Never holds a body, a cookie or a ticket. */
export declare interface Evidence {
    readonly httpStatus?: number;
    /** For `wrong-shape`: the field, e.g. `timeLimitAt`. */
    readonly field?: string;
    /** The server's wish: no automatic look sooner than this. */
    readonly pollAfterSeconds?: number | undefined;
}

/** A look without an answer, as plain data. */
export declare interface Failure extends Evidence {
    readonly kind: TroubleKind;
}

declare interface HttpAnswer {
    /** 0: a redirect, of which a page sees no more than that. */
    readonly status: number;
    readonly headers: Headers;
    readonly type: string;
    readonly body: string;
}

export declare type Limit = 'time' | 'idle';

export declare interface ListenOptions {
    /** Ends the subscription. */
    readonly signal?: AbortSignal;
}

export declare interface LogoutOptions extends LogoutPage {
    /**
     * `full` (default) leaves this page for CAS's own, which also tells front-channel applications; `quiet` asks in the
     * background and needs no other option.
     */
    readonly mode?: 'full' | 'quiet';
}

export declare interface LogoutPage {
    /** Where CAS sends the browser afterwards, if its deployer allows it. */
    readonly service?: string | undefined;
    /** As in `cas.logout.redirect-parameter`; default `service`. */
    readonly redirectParameter?: string | undefined;
    /** CAS doesn't ask again where `cas.logout.confirm-logout` would: somebody clicked already. */
    readonly confirmed?: boolean | undefined;
}

/** `{cas}/logout` */
export declare function logoutUrl(server: string, { service, redirectParameter, confirmed }?: LogoutPage): string;

/** Why we look; a page's wakes are called as their DOM events. */
export declare type LookCause = 'start' | 'stale' | 'deadline' | 'retry' | 'visibilitychange' | 'resume' | 'pageshow' | 'online' | 'late-timer' | 'check' | 'renew' | 'logout' | 'cookie' | 'visited' | 'returned' | 'alarm' | 'popup';

/** Asks one CAS server for the session's status. */
declare interface Looker {
    /** The CAS prefix without a slash at its end. */
    readonly server: string;
    /** What is asked and how: tabs with the same route share what they learn. */
    readonly route: string;
    /** One look; rejects where there is no answer. */
    status(): Promise<Report_2>;
}

export declare interface MonitorOptions {
    /** Default: this machine's. */
    readonly clock?: Clock;
    /** Where we run; default: this tab, or Node. */
    readonly environment?: Environment;
    /** To the other tabs that watch the same; default: a BroadcastChannel, but none with a clock of your own. */
    readonly openChannel?: OpenChannel | undefined;
    /** Uniform in [0, 1); default `Math.random`. */
    readonly random?: () => number;
    /** Known longer than this is stale while somebody can see it; default 60,000. */
    readonly maxStalenessMs?: number;
}

/** One thing that was learned: a report, or the failure that came instead. Plain JSON. */
export declare interface Observation {
    readonly cause: LookCause;
    /** Local instants. */
    readonly askedAt: number;
    readonly arrivedAt: number;
    readonly outcome: Report_2 | Failure;
    /** Uniform in [0, 1): spreads the next look after a failure. */
    readonly dice: number;
    /** A session that was seen just before was told to end. */
    readonly signingOut?: boolean;
}

/** Opens a line to the other tabs of this origin; undefined where there are none. */
export declare type OpenChannel = (name: string, hear: (message: unknown) => void) => Channel | undefined;

/** `server`: CAS said so. `policy`: computed from numbers that a person configured. */
export declare type Origin = 'server' | 'policy';

declare type Report_2 = SignedInReport | SignedOutReport;
export { Report_2 as Report }

/** One watched session that can also be renewed and ended. */
export declare interface Session extends Watch<SessionEvents>, Acts {
    /** Ends all subscriptions. */
    [Symbol.dispose](): void;
}

/** What the listeners of `on` are told. */
export declare interface SessionEvents extends WatchEvents {
    /** Once per session, limit, deadline and threshold. `remainingMs` is the time left now. */
    expiring: {
        readonly limit: Limit;
        readonly remainingMs: number;
        readonly state: SignedIn;
    };
}

export declare type SessionState = Unknown | SignedIn | SignedOut;

export declare interface SignedIn {
    readonly status: 'signed-in';
    readonly user: string;
    /** Opaque: the same as long as the TGT is the same. */
    readonly session?: string | undefined;
    /** The nearest first: it ends the session. A missing limit: the session has none, or nobody knows it. */
    readonly deadlines: readonly Deadline[];
    /** Uses that follow each other too closely end it: it must not be renewed. */
    readonly throttled?: boolean | undefined;
    /** Where the source tells them. */
    readonly details?: Details | undefined;
    /** When CAS said so, as of this state; a state that didn't change keeps its identity and this instant. */
    readonly checkedAt: number;
    readonly trouble?: Trouble | undefined;
}

export declare interface SignedInReport extends Told {
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

export declare interface SignedOut {
    readonly status: 'signed-out';
    readonly reason: EndReason;
    /** What CAS says at each look, beside our reason. */
    readonly seen?: SignedOutCause | undefined;
    /** Whose session ended, where one was seen. */
    readonly user?: string | undefined;
    /** The deadline that passed, or when the end was noticed. */
    readonly endedAt?: number | undefined;
    readonly deadlines?: undefined;
    readonly checkedAt: number;
    readonly trouble?: Trouble | undefined;
}

/**
 * Why nobody is signed in. Missing: the source can't tell, as a bare `{}` or an empty 400. A later server may give
 * reasons that are not in this list; read them as missing.
 */
export declare type SignedOutCause = 'no-cookie' | 'unreadable' | 'ended' | 'sso-disabled';

export declare interface SignedOutReport extends Told {
    readonly signedIn: false;
    /** The request came from another site, where browsers withhold cookies: `no-cookie` proves nothing. */
    readonly crossSite?: boolean;
    readonly reason?: SignedOutCause | undefined;
}

/** What a quiet sign-out did. */
export declare interface SignOut {
    /** True only if a look saw the session and the next one, by the same route, no longer did. */
    readonly proved: boolean;
}

/** The one error that calls reject with; wrong arguments are a `TypeError` with one sentence. */
export declare class SsoError extends Error {
    readonly kind: TroubleKind;
    readonly evidence: Evidence;
    readonly name = "SsoError";
    constructor(kind: TroubleKind, evidence?: Evidence);
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

/** Why the last looks gave no answer; it stands beside the last knowledge, never instead of it. */
export declare interface Trouble extends Failure {
    readonly since: number;
}

/**
 * Why a look gave no answer. None of them means "signed out".
 *
 * - `offline`, `unreachable`, `timed-out`: nobody answered.
 * - `cors-blocked`: the server answered, the browser withheld the answer (CORS, or a missing host permission).
 * - `refused` (401, 403, 409), `missing` (404 and other 4xx), `limited` (429), `server-error` (5xx): by HTTP status.
 * - `login-page`: the answer was a redirect, as a protected or wrong address gives.
 * - `not-json`, `wrong-shape`, `too-large`: a body that is no answer.
 * - `cookie-withheld`: CAS got no cookie, and nothing proves that there is none.
 */
export declare type TroubleKind = 'offline' | 'unreachable' | 'timed-out' | 'cors-blocked' | 'refused' | 'missing' | 'limited' | 'server-error' | 'login-page' | 'not-json' | 'wrong-shape' | 'too-large' | 'cookie-withheld';

/** No definite answer yet. */
export declare interface Unknown {
    readonly status: 'unknown';
    readonly user?: undefined;
    readonly deadlines?: undefined;
    readonly checkedAt?: undefined;
    readonly trouble?: Trouble | undefined;
}

export declare type Unsubscribe = () => void;

/** A session that is only watched. It works while somebody listens; `check` works always. */
export declare interface Watch<Events = WatchEvents> {
    readonly server: string;
    /** What it runs on, for those that show it: time is theirs too. */
    readonly clock: Clock;
    readonly environment: Environment;
    /** The same object (`===`) as long as nothing changed. */
    readonly state: SessionState;
    /** The last definite answer; moves at each look, while `state` keeps its identity. */
    readonly checkedAt: number | undefined;
    /** Called at once, then on each change. */
    subscribe(listener: (state: SessionState) => void, options?: ListenOptions): Unsubscribe;
    on<E extends keyof Events>(event: E, listener: (detail: Events[E]) => void, options?: ListenOptions): Unsubscribe;
    /** Looks now; joins a look under way. Resolves also when the look failed: the state tells. */
    check(): Promise<SessionState>;
}

/** What the listeners of `on` are told of a session that is only watched. */
export declare interface WatchEvents {
    /** Also when a new session of the same user took the place of another unseen. */
    started: SignedIn;
    ended: SignedOut;
    'other-user': SignedIn;
    trouble: SessionState;
    recovered: SessionState;
    /** Every look and what came of it: for debugging and timelines. */
    observation: Observation;
}

export declare interface WatchOptions extends ClientOptions, MonitorOptions {
    /** `expiring` is told this long before a deadline; default 10 and 2 minutes. */
    readonly warnBeforeMs?: readonly number[];
    /** How a full logout leaves this page; default `location.assign`. */
    readonly navigate?: (url: string) => void;
}

/**
 * Watches the SSO session of this browser at one CAS server. Does nothing before the first subscriber and stops after
 * the last. The same server gives the same session; an option left out agrees with any, a different one is refused.
 *
 * @param server the CAS prefix, e.g. `https://sso.example.org/cas`
 * @throws TypeError with a sentence that names the argument or option
 */
export declare function watchSession(server: string, options?: WatchOptions): Session;

export { }
