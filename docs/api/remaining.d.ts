// sso-pulse/remaining

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

declare type Listener = (value: number | undefined) => void;

declare interface ListenOptions {
    /** Ends the subscription. */
    readonly signal?: AbortSignal;
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

/** A store as Svelte's contract has it. */
export declare interface Remaining {
    /**
     * Time left of the limit that ends the session, in ms, as of now: in whole seconds rounded up, as on a clock that runs
     * down; longer steps are rounded down. 0 only when the deadline has passed; undefined while nobody is signed in or no
     * limit is known.
     */
    readonly value: number | undefined;
    /** Called at once, then whenever the value changes while the page is visible. */
    subscribe(listener: Listener): Unsubscribe;
}

/**
 * How long the session lasts. Listening watches the session, too; one timer serves all listeners, and none runs while
 * the page is hidden.
 *
 * @throws TypeError when `stepMs` is no positive number
 */
export declare function remaining(session: Timed, { stepMs }?: RemainingOptions): Remaining;

export declare interface RemainingOptions {
    /** How finely it is told, a multiple of 1,000: 60,000 for minutes; default 1,000. */
    readonly stepMs?: number | undefined;
}

declare type Report_2 = SignedInReport | SignedOutReport;

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

/** What the number needs of a session: any that is watched has it. */
export declare type Timed = Pick<Watch, 'state' | 'subscribe' | 'clock' | 'environment'>;

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
