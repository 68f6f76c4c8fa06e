// sso-pulse/face

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

/** What was seen beside the kind. Never holds a body, a cookie or a ticket. */
declare interface Evidence {
    readonly httpStatus?: number;
    /** For `wrong-shape`: the field, e.g. `timeLimitAt`. */
    readonly field?: string;
    /** The server's wish: no automatic look sooner than this. */
    readonly pollAfterSeconds?: number | undefined;
}

export declare interface Face {
    readonly phase: Phase;
    readonly tone: Tone;
    readonly shape: Shape;
    /** The limit that ends the session, when it does, and how sure that is. */
    readonly end?: Deadline & {
        readonly remainingMs: number;
    };
    readonly trouble?: TroubleKind;
}

/** @param now local instant */
export declare function face(state: SessionState, now: number, { soonMs, urgentMs }?: FaceOptions): Face;

export declare interface FaceOptions {
    /** Time left from which the tone is `soon`; default 10 minutes. */
    readonly soonMs?: number;
    /** Time left from which the tone is `urgent`; default 2 minutes. */
    readonly urgentMs?: number;
}

/** A look without an answer, as plain data. */
declare interface Failure extends Evidence {
    readonly kind: TroubleKind;
}

declare type Limit = 'time' | 'idle';

/** `server`: CAS said so. `policy`: computed from numbers that a person configured. */
declare type Origin = 'server' | 'policy';

export declare type Phase = 'checking' | 'signed-in' | 'expiring' | 'signed-out' | 'ended' | 'unreachable';

declare type SessionState = Unknown | SignedIn | SignedOut;

/** Shapes differ without colour. */
export declare type Shape = 'dots' | 'check' | 'clock' | 'hourglass' | 'circle' | 'cross' | 'broken';

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

export declare type Tone = 'ok' | 'soon' | 'urgent' | 'off' | 'info';

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

export { }
