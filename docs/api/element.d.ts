// sso-pulse/element

/// <reference lib="esnext.disposable" />

declare interface Acts {
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

declare const Base: {
    new (): HTMLElement;
    prototype: HTMLElement;
};

/** A clock that tests can turn. Instants are milliseconds since 1970 of the local clock. */
declare interface Clock {
    now(): number;
    /** Calls back once after `ms`; returns what cancels it. */
    after(ms: number, callback: () => void): () => void;
}

/** One of the two limits as an instant of the local clock, corrected for the server's. */
declare interface Deadline {
    readonly limit: Limit;
    readonly at: number;
    readonly origin: Origin;
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

/** Why nobody is signed in any more. `never`: the first look found nobody. */
declare type EndReason = 'never' | 'expired-time' | 'expired-idle' | 'signed-out-here' | 'ended-elsewhere' | 'unknown';

declare interface Environment {
    /** Can somebody see us? Only then knowledge goes stale. */
    visible(): boolean;
    /** Calls back when the world may have changed while we slept, without a cause when we are hidden; returns what ends it. */
    onWake(wake: (cause?: LookCause) => void): () => void;
}

/** What was seen beside the kind. Never holds a body, a cookie or a ticket. */
declare interface Evidence {
    readonly httpStatus?: number;
    /** For `wrong-shape`: the field, e.g. `timeLimitAt`. */
    readonly field?: string;
    /** The server's wish: no automatic look sooner than this. */
    readonly pollAfterSeconds?: number | undefined;
}

/** A look without an answer, as plain data. */
declare interface Failure extends Evidence {
    readonly kind: TroubleKind;
}

declare type Limit = 'time' | 'idle';

declare interface ListenOptions {
    /** Ends the subscription. */
    readonly signal?: AbortSignal;
}

declare interface LogoutOptions extends LogoutPage {
    /**
     * `full` (default) leaves this page for CAS's own, which also tells front-channel applications; `quiet` asks in the
     * background and needs no other option.
     */
    readonly mode?: 'full' | 'quiet';
}

declare interface LogoutPage {
    /** Where CAS sends the browser afterwards, if its deployer allows it. */
    readonly service?: string | undefined;
    /** As in `cas.logout.redirect-parameter`; default `service`. */
    readonly redirectParameter?: string | undefined;
    /** CAS doesn't ask again where `cas.logout.confirm-logout` would: somebody clicked already. */
    readonly confirmed?: boolean | undefined;
}

/** Why we look; a page's wakes are called as their DOM events. */
declare type LookCause = 'start' | 'stale' | 'deadline' | 'retry' | 'visibilitychange' | 'resume' | 'pageshow' | 'online' | 'late-timer' | 'check' | 'renew' | 'logout' | 'cookie' | 'visited' | 'returned' | 'alarm' | 'popup';

/** One thing that was learned: a report, or the failure that came instead. Plain JSON. */
declare interface Observation {
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

/** `server`: CAS said so. `policy`: computed from numbers that a person configured. */
declare type Origin = 'server' | 'policy';

declare type Report_2 = SignedInReport | SignedOutReport;

/** One watched session that can also be renewed and ended. */
declare interface Session extends Watch<SessionEvents>, Acts {
    /** Ends all subscriptions. */
    [Symbol.dispose](): void;
}

/** What the listeners of `on` are told. */
declare interface SessionEvents extends WatchEvents {
    /** Once per session, limit, deadline and threshold. `remainingMs` is the time left now. */
    expiring: {
        readonly limit: Limit;
        readonly remainingMs: number;
        readonly state: SignedIn;
    };
}

declare type SessionState = Unknown | SignedIn | SignedOut;

declare interface SignedIn {
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

declare interface SignedOut {
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
declare type SignedOutCause = 'no-cookie' | 'unreadable' | 'ended' | 'sso-disabled';

declare interface SignedOutReport extends Told {
    readonly signedIn: false;
    /** The request came from another site, where browsers withhold cookies: `no-cookie` proves nothing. */
    readonly crossSite?: boolean;
    readonly reason?: SignedOutCause | undefined;
}

/** What a quiet sign-out did. */
declare interface SignOut {
    /** True only if a look saw the session and the next one, by the same route, no longer did. */
    readonly proved: boolean;
}

export declare class SsoStatus extends Base {
    #private;
    static readonly observedAttributes: readonly string[];
    /** What it watches while it is part of a page; the same that `watchSession` gives for this server. */
    session: Session | undefined;
    connectedCallback(): void;
    disconnectedCallback(): void;
    attributeChangedCallback(): void;
}

declare interface Told {
    /** The server's clock when it answered, ms since 1970. Without it deadlines are not used. */
    readonly now?: number;
    /** The server's wish: no automatic look sooner than this. */
    readonly pollAfterSeconds?: number;
}

/** Why the last looks gave no answer; it stands beside the last knowledge, never instead of it. */
declare interface Trouble extends Failure {
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
declare type TroubleKind = 'offline' | 'unreachable' | 'timed-out' | 'cors-blocked' | 'refused' | 'missing' | 'limited' | 'server-error' | 'login-page' | 'not-json' | 'wrong-shape' | 'too-large' | 'cookie-withheld';

/** No definite answer yet. */
declare interface Unknown {
    readonly status: 'unknown';
    readonly user?: undefined;
    readonly deadlines?: undefined;
    readonly checkedAt?: undefined;
    readonly trouble?: Trouble | undefined;
}

declare type Unsubscribe = () => void;

/** A session that is only watched. It works while somebody listens; `check` works always. */
declare interface Watch<Events = WatchEvents> {
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
declare interface WatchEvents {
    /** Also when a new session of the same user took the place of another unseen. */
    started: SignedIn;
    ended: SignedOut;
    'other-user': SignedIn;
    trouble: SessionState;
    recovered: SessionState;
    /** Every look and what came of it: for debugging and timelines. */
    observation: Observation;
}

export { }

declare global {
    interface HTMLElementTagNameMap {
        'sso-status': SsoStatus;
    }
}
