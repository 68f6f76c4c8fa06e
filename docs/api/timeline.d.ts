// sso-pulse/timeline

/** To be asked before a file is read into memory. @throws TimelineError `too-large` */
export declare function checkTimelineSize(bytes: number): void;

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

/** A look without an answer, as plain data. */
declare interface Failure extends Evidence {
    readonly kind: TroubleKind;
}

/** After this look something else was known than before it: who is signed in, or whether there is trouble. */
export declare function isChange(row: TimelineRow): row is LookRow;

/** What was known, as a row tells it. */
export declare interface Known {
    readonly status: SessionState['status'];
    readonly user?: string;
    /** Why nobody is signed in any more. */
    readonly reason?: EndReason;
    readonly trouble?: TroubleKind;
    /** Local instants, the nearest first. */
    readonly deadlines?: readonly Deadline[];
}

/** A state as rows tell it. */
export declare function knownOf(state: SessionState): Known;

declare type Limit = 'time' | 'idle';

/** No timeline of a day is larger. */
export declare const longestTimelineBytes = 32000000;

export declare interface Look {
    readonly server: string;
    /** The name of the status source. */
    readonly source: string;
    readonly before: Memory;
    readonly observation: Observation;
    readonly after: Memory;
}

/** Why we look; a page's wakes are called as their DOM events. */
declare type LookCause = 'start' | 'stale' | 'deadline' | 'retry' | 'visibilitychange' | 'resume' | 'pageshow' | 'online' | 'late-timer' | 'check' | 'renew' | 'logout' | 'cookie' | 'visited' | 'returned' | 'alarm' | 'popup';

/** One look. `at` is when its answer arrived: what lies between is the latency. */
export declare interface LookRow extends RowOfServer, Pick<Observation, 'cause' | 'askedAt' | 'outcome'> {
    readonly kind: 'look';
    /** The name of the status source. */
    readonly source: string;
    /** A session that was seen just before was told to end. */
    readonly signingOut?: true;
    /** How far the server's clock was ahead of ours, as far as that was known. */
    readonly skewMs?: number;
    readonly before: Known;
    readonly after: Known;
}

/** The row of one look. What the source tells beside the session (attributes, services) stays out of it. */
export declare function lookRow({ server, source, before, observation, after }: Look): LookRow;

/** What somebody wrote down meanwhile, such as `step 3 started`. */
export declare interface MarkRow extends Row {
    readonly kind: 'mark';
    readonly text: string;
}

/** All that the watcher of one session remembers. Plain JSON. */
declare interface Memory {
    readonly state: SessionState;
    /** How far the server's clock is ahead of ours. */
    readonly skewMs?: number | undefined;
    /** The last definite answer. */
    readonly checkedAt?: number | undefined;
    /** The last look, whatever came of it. */
    readonly lookedAt?: number;
    /** When it was asked: of two looks that overlap, the later question has the newer answer. */
    readonly askedAt: number;
    /** Looks without an answer, one after another. */
    readonly failures: number;
    readonly dice: number;
    /** No automatic look before: the server's wish. */
    readonly notBefore: number;
}

export declare interface NotificationRow extends RowOfServer {
    readonly kind: 'notification';
    readonly limit: Limit;
    readonly remainingMs: number;
    readonly told: Told;
}

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

/** The look as it was observed. `dice` only spreads the next look, which a record has behind it. */
export declare function observationOf(row: LookRow): Observation;

/** `server`: CAS said so. `policy`: computed from numbers that a person configured. */
declare type Origin = 'server' | 'policy';

/** How many different ones a timeline holds. */
export declare interface Personal {
    readonly users: number;
    readonly servers: number;
    readonly sessions: number;
    readonly services: number;
    /** Values of attributes. */
    readonly attributes: number;
    /** Marks: what somebody wrote may name anybody. */
    readonly marks: number;
}

export declare function personalIn({ rows }: Timeline): Personal;

/** @throws TimelineError */
export declare function readTimeline(file: string): Timeline;

/** What was redacted before stays so. */
export declare function redact(timeline: Timeline, redaction: Redaction): Timeline;

/**
 * What was redacted: `nothing`; `pseudonyms` (`user 1`, `server 1`: the same within a file); or all was `removed` that
 * is personal. Servers and sessions stay apart by number, or their rows could not be told from each other.
 */
export declare type Redaction = 'nothing' | 'pseudonyms' | 'removed';

declare type Report_2 = SignedInReport | SignedOutReport;

declare interface Row {
    /** Local instant, ms since 1970. */
    readonly at: number;
}

declare interface RowOfServer extends Row {
    /** The CAS prefix, or its pseudonym. */
    readonly server: string;
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

declare interface SignedInReport extends Told_2 {
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

declare interface SignedOutReport extends Told_2 {
    readonly signedIn: false;
    /** The request came from another site, where browsers withhold cookies: `no-cookie` proves nothing. */
    readonly crossSite?: boolean;
    readonly reason?: SignedOutCause | undefined;
}

export declare interface SignOutRow extends RowOfServer {
    readonly kind: 'sign-out';
    readonly step: SignOutStep;
    /** The applications that the session was used for, where they are told. */
    readonly services?: readonly string[];
}

export declare type SignOutStep = 'asked' | 'sent' | 'proved' | 'not-proved' | 'page-opened';

export declare interface Timeline {
    readonly format: 'sso-pulse-timeline';
    readonly version: 1;
    /** Program and version, e.g. `sso-pulse 0.1.0`. */
    readonly writtenBy: string;
    /** Local instant. */
    readonly writtenAt: number;
    readonly redaction: Redaction;
    /** Older rows for which there was no room. */
    readonly dropped: number;
    /** As they were written down: in the order of time, unless a clock was set. */
    readonly rows: readonly TimelineRow[];
}

/** The one error of who reads a timeline. It never holds anything of the file but the place of what was wrong. */
export declare class TimelineError extends Error {
    readonly kind: TimelineFault;
    /** For `wrong-shape`, e.g. `rows[3].outcome.kind`; empty: the whole. */
    readonly field: string;
    readonly name = "TimelineError";
    constructor(kind: TimelineFault, 
    /** For `wrong-shape`, e.g. `rows[3].outcome.kind`; empty: the whole. */
    field?: string);
}

/** What can be wrong with a file. */
export declare type TimelineFault = 'empty' | 'not-json' | 'wrong-shape' | 'newer' | 'too-large';

export declare type TimelineRow = LookRow | NotificationRow | SignOutRow | MarkRow;

/** What became of a warning that was due: shown, or why not. */
export declare type Told = 'shown' | 'off' | 'snoozed' | 'uncertain';

declare interface Told_2 {
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

export declare function writeTimeline({ rows, ...head }: Timeline): string;

export { }
