// sso-pulse/testing/node

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

/** Asks the CAS server: `path` is relative to its prefix, e.g. `isloggedin`. */
declare type Ask = (path: string, init: RequestInit) => Promise<HttpAnswer>;

export declare interface Browser {
    readonly userAgent: string;
    readonly address: string;
    /** Reaches this CAS; another host is never asked: it answers 200 with nothing. */
    readonly fetch: typeof fetch;
    /** Goes to an address of this CAS as a tab does: no page asks, and the cookies go along. */
    open(url: string): Promise<Response>;
    /** The network changes: from now on requests come from this address. */
    moveTo(address: string): void;
    /** The `Cookie` header that a request to a URL of this CAS would carry. */
    cookieHeader(url: string): string;
    setCookie(name: string, value: string, path?: string): void;
    clearCookies(): void;
}

export declare interface BrowserOptions {
    /** Default `in-memory`. CAS pins the cookie to it. */
    readonly userAgent?: string;
    /** Default `127.0.0.1`. CAS pins the cookie to it. */
    readonly address?: string;
    /** The origin of the page that calls `fetch`: cookies, CORS and redirects are then as a page there has them. Default: no page, as in Node or an extension. */
    readonly origin?: string;
    /** Whether a page of another site sends this CAS's cookies when it asks for that. Default `sent`: browsers differ. */
    readonly thirdPartyCookies?: 'sent' | 'withheld';
}

/** A line of CAS whose answers are imitated. */
export declare type CasLine = '7.2' | '6.6';

export declare interface CasOptions {
    /** The server's prefix. Default `http://127.0.0.1:8080/cas`; a listener replaces scheme, host and port by its own. */
    readonly url?: string;
    /** Which line's answers are given. Default `7.2`. */
    readonly line?: '7.2' | '6.6';
    readonly setup?: InMemorySetup;
    /** A clock of yours, or how its own starts. Default: it runs with real time. */
    readonly clock?: Clock | ClockOptions;
    /** By user name. Default: `casuser` and `second`, both with the password `Mellon`. */
    readonly users?: Readonly<Record<string, User>>;
    /** Default: `/app`, `/front`, `/short` and `/quiet` on any loopback host and port. */
    readonly services?: readonly RegisteredService[];
    /** 0 up to 1, as `Math.random`, the default; a seeded one makes every ticket and token repeatable. */
    readonly random?: () => number;
}

export declare interface CasRequest {
    readonly method: string;
    /** Path and query, as on the request line: `/cas/login?service=…`. */
    readonly target: string;
    /** By lower-case name. */
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    /** The client's network address. */
    readonly address: string;
}

export declare interface CasResponse {
    readonly status: number;
    /** In order; a name may come more than once (`Set-Cookie`, `Vary`). */
    readonly headers: readonly Header[];
    readonly body: string;
}

/** Every setting is optional; what is left out is CAS's own default. */
export declare interface CasSetup {
    /** Default: primary, 8 h and 2 h. */
    readonly policy?: ExpirationPolicy;
    /** Offers remember-me at login; a ticked box gives a session of this length instead of `policy`. */
    readonly rememberMe?: {
        readonly timeToKillSeconds: number;
    };
    /** `cas.sso.sso-enabled`; default true. */
    readonly ssoEnabled?: boolean;
    /** `cas.tgc.pin-to-session`; default true: the TGC works only with the User-Agent and address that got it. */
    readonly pinToSession?: boolean;
    /** `cas.logout.confirm-logout`; default false. */
    readonly confirmLogout?: boolean;
    /** `cas.logout.follow-service-redirects`; default false. */
    readonly followServiceRedirects?: boolean;
    /** `cas.logout.redirect-parameter`; default `service`. */
    readonly redirectParameter?: string;
    /** `cas.logout.redirect-url`; default none. */
    readonly redirectUrl?: string;
    /** What `isloggedin` tells beside the principal; default nothing. */
    readonly released?: {
        readonly attributes?: readonly string[];
        readonly services?: boolean;
    };
    /** `isloggedin?tgc=` is understood; default false. */
    readonly tgcParameter?: boolean;
    /** `POST isloggedin` extends the idle limit; default false. */
    readonly touch?: boolean;
    /** Origins that may read answers across origins (`cas.http-web-request.cors`, `management.endpoints.web.cors`) and touch; default none. */
    readonly corsOrigins?: readonly string[];
}

/** A line between tabs; a message reaches all but its sender. */
declare interface Channel {
    send(message: unknown): void;
    /** Runs `work` while no other tab runs its own; rejects when the signal comes first, or where tabs can't take turns. */
    inTurn(work: () => Promise<void>, signal: AbortSignal): Promise<void>;
    close(): void;
}

declare interface Circumstances {
    /** What requests meet, during this step only. `offline`: this machine has no network. */
    readonly failure?: Failure | 'offline';
    /** Whether somebody can see the page, from this step on. At first: yes. */
    readonly visible?: boolean;
}

declare interface ClientOptions {
    /** Where answers come from; default: the contract's `{cas}/isloggedin`. */
    readonly source?: StatusSource;
    /** Sent with each look. Across origins an own header costs a preflight. */
    readonly headers?: Readonly<Record<string, string>>;
    readonly fetch?: typeof fetch;
    readonly clock?: Clock_2;
    /** Default 10,000. */
    readonly timeoutMs?: number;
    /** The longest answer that is read; default 65,536. */
    readonly maxBytes?: number;
}

/** Fits `watchSession` and `createClient` too: then one turn moves the server and its watchers. */
export declare interface Clock extends Clock_2 {
    /** Turns the clock forward (back, if negative). Sessions age by it; requests that wait for it are answered. */
    advance(by: Duration): void;
    /** Stops the clock at an instant: ms since 1970, or an ISO 8601 text; without one, now. */
    stop(at?: number | string): void;
    /** Resolves when this clock has moved on by `ms`, because it runs or because it was turned, or when nobody waits any more. */
    wait(ms: number, signal?: AbortSignal): Promise<void>;
}

/** A clock that tests can turn. Instants are milliseconds since 1970 of the local clock. */
declare interface Clock_2 {
    now(): number;
    /** Calls back once after `ms`; returns what cancels it. */
    after(ms: number, callback: () => void): () => void;
}

export declare interface ClockOptions {
    /** Stands still at this instant (ms since 1970, or an ISO 8601 text) until it is turned. Default: it runs. */
    readonly fixedAt?: number | string;
    /** How far a running clock is ahead of this machine's: a server whose clock is wrong. Default 0. */
    readonly offset?: Duration;
    /** How many times faster than real time a running clock goes: the hours of a session in minutes. Default 1. */
    readonly rate?: number;
}

export declare interface ConsoleHandler {
    /** For a listener of your own. Nothing but CAS and its clock is changed by it. */
    respond(request: CasRequest): CasResponse;
}

export declare function consoleOf(cas: InMemoryCas): ConsoleHandler;

export declare interface ConsoleState {
    /** The address of CAS. */
    readonly cas: string;
    readonly line: '7.2' | '6.6';
    readonly now: string;
    /** The earliest limit of all live sessions. */
    readonly nextLimitAt?: string;
    /** Of the sessions to come: a ticket keeps the policy that it was made with. */
    readonly policy: ExpirationPolicy;
    readonly settings: {
        readonly ssoEnabled: boolean;
        readonly touch: boolean;
    };
    readonly sessions: readonly SessionRow[];
    /** Those that the console put up. */
    readonly failures: readonly FailureName[];
    /** The latest, newest first. */
    readonly requests: readonly RequestRow[];
    /** The latest, newest first. */
    readonly messages: readonly MessageRow[];
}

export declare function createCas(options?: CasOptions): InMemoryCas;

export declare function createClock(options?: ClockOptions): TurnableClock;

/** One of the two limits as an instant of the local clock, corrected for the server's. */
declare interface Deadline {
    readonly limit: Limit;
    readonly at: number;
    readonly origin: Origin;
}

/** `/app` (back-channel), `/front` (front-channel), `/short` (10 s sessions), `/quiet` (never told), on any loopback host and port. */
export declare const defaultServices: readonly RegisteredService[];

export declare const defaultUsers: Readonly<Record<string, User>>;

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

/** A stretch of time: milliseconds, or named parts that are added up. */
export declare type Duration = number | {
    readonly days?: number;
    readonly hours?: number;
    readonly minutes?: number;
    readonly seconds?: number;
    readonly milliseconds?: number;
};

/**
 * Who or what ended the session, if its limits didn't.
 *
 * - `administrator`: on the server, so this browser keeps its cookie.
 * - `another-tab`: a sign-out in this browser.
 * - `new-address`: the machine changed networks, and CAS takes the cookie from its old address only.
 * - `sso-disabled`: single sign-on was switched off.
 */
export declare type EndCause = 'administrator' | 'another-tab' | 'new-address' | 'sso-disabled';

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

/** When a TGT ends. Names and rules are those of CAS's ticket expiration policies (`cas.ticket.tgt.*`). */
export declare type ExpirationPolicy = {
    readonly kind: 'primary';
    readonly maxTimeToLiveSeconds: number;
    readonly timeToKillSeconds: number;
} | {
    readonly kind: 'time';
    readonly maxTimeToLiveSeconds: number;
} | {
    readonly kind: 'idle';
    readonly timeToKillSeconds: number;
} | {
    readonly kind: 'never';
} | {
    readonly kind: 'throttled';
    readonly timeToKillSeconds: number;
    readonly timeInBetweenUsesSeconds: number;
};

/** What goes wrong, and for which requests. Given only a delay, CAS answers, but late. */
export declare interface Failure {
    /** The path below the context path, such as `isloggedin` or `actuator/sso`; default: every path. */
    readonly path?: string;
    /** Such as `GET`; default: every method. */
    readonly method?: string;
    /** Answered in CAS's place, which doesn't see the request; default 200 when there are headers or a body. */
    readonly status?: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    /** By the clock of this CAS. */
    readonly delayMs?: number;
    /** The connection breaks without an answer. */
    readonly reset?: boolean;
    /** How many requests fail; default: all, until the failure is taken back. */
    readonly times?: number;
}

/** A look without an answer, as plain data. */
declare interface Failure_2 extends Evidence {
    readonly kind: TroubleKind;
}

export declare type FailureName = 'unavailable' | 'error' | 'refused' | 'not-json' | 'slow' | 'broken' | 'registry';

declare interface GoesOn {
    readonly signedIn?: undefined;
    /** The user opens an application by single sign-on when the step begins, which moves the idle limit. */
    readonly used?: boolean;
    readonly limits?: undefined;
    readonly because?: undefined;
}

export declare type Header = readonly [name: string, value: string];

declare interface HttpAnswer {
    /** 0: a redirect, of which a page sees no more than that. */
    readonly status: number;
    readonly headers: Headers;
    readonly type: string;
    readonly body: string;
}

export declare interface InMemoryCas {
    readonly url: string;
    readonly line: '7.2' | '6.6';
    readonly clock: Clock;
    /** A `fetch` with a cookie jar of its own that reaches this CAS and nothing else. */
    readonly fetch: typeof fetch;
    /** The browser behind `fetch`. */
    readonly browser: Browser;
    newBrowser(options?: BrowserOptions): Browser;
    /** Signs a user in without a form. Throws for an unknown user, a RangeError. */
    signIn(user: string, options?: SignInOptions): {
        readonly session: SessionView;
        readonly cookie: string;
    };
    /** The live sessions, oldest first. */
    sessions(): readonly SessionView[];
    /** The earliest limit of all live sessions; at it a ticket is still valid. Undefined: none has one. */
    nextLimitAt(): number | undefined;
    /** An administrator ends sessions: one, a user's, or, without a wish, all. Says how many. Services are told, browsers aren't. */
    endSession(which?: {
        readonly session?: string;
        readonly user?: string;
    }): number;
    /** Changes settings while it runs. What is left out stays; tickets keep the policy they were made with. */
    configure(change: InMemorySetup): void;
    /** The settings as they are now. */
    readonly setup: InMemorySetup;
    /** Lets requests fail; the returned function takes it back. */
    fail(failure: Failure): () => void;
    /** The ticket registry can't be reached (`isloggedin` answers 503); the returned function brings it back. */
    failRegistry(): () => void;
    /** All sessions are lost without a word to anybody; cookies stay readable. */
    restart(): void;
    /** What CAS's registry cleaner does every few minutes: removes expired sessions and tells their services. */
    clean(): void;
    readonly requests: readonly LoggedRequest[];
    /** Single-logout messages so far, of both channels. */
    readonly messages: readonly LogoutMessage[];
    /** Hears of each message as it is sent; the returned function stops that. */
    onMessage(listener: (message: LogoutMessage) => void): () => void;
    /** For a listener or an adapter of your own: answers one request record, failures and delays included. `signal`: nobody waits for it any more. */
    respond(request: CasRequest, signal?: AbortSignal): Promise<Outcome>;
    /** For a listener: the URL that it is reached at. */
    moveTo(url: string): void;
}

/** The settings of CAS, and what only the in-memory one can be asked to be. */
export declare interface InMemorySetup extends CasSetup {
    /** What stands at `isloggedin`: this project's module (default), an endpoint as in the CAS blog, or nothing. */
    readonly isLoggedIn?: 'module' | 'blog' | 'absent';
    /** The pace that `isloggedin` asks for in every answer; default none. */
    readonly pollAfterSeconds?: number;
    /** `actuator/sso`: open (default), access denied, or not exposed. */
    readonly ssoActuator?: 'open' | 'denied' | 'absent';
    /** `actuator/ssoSessions`: open (default), access denied, or not exposed. */
    readonly ssoSessionsActuator?: 'open' | 'denied' | 'absent';
}

/** What was known, as a row tells it. */
declare interface Known {
    readonly status: SessionState['status'];
    readonly user?: string;
    /** Why nobody is signed in any more. */
    readonly reason?: EndReason;
    readonly trouble?: TroubleKind;
    /** Local instants, the nearest first. */
    readonly deadlines?: readonly Deadline[];
}

/** How long a step lasts. Only the last step may leave it out: it lasts for ever. */
export declare type Lasting = Exclude<Duration, number>;

declare type Limit = 'time' | 'idle';

/** The instants that end a ticket, ms since 1970; absent: the policy has no such limit. */
export declare interface Limits {
    readonly timeLimitAt?: number;
    readonly idleLimitAt?: number;
}

/** Rejects with Node's error when the port is taken, and with a RangeError for a host that isn't loopback. */
export declare function listen(cas: InMemoryCas, options?: ListenOptions): Promise<Listener>;

/**
 * The console of a CAS, on a port of its own: nothing of it is below CAS's path, in CAS's log or within reach of its
 * cookies. Rejects as `listen` does.
 */
export declare function listenConsole(cas: InMemoryCas, options?: ListenOptions): Promise<Listener>;

export declare interface Listener {
    /** CAS's prefix, such as `http://127.0.0.1:41234/cas`; the console's address. */
    readonly url: string;
    readonly port: number;
    /** Breaks open connections and frees the port. */
    close(): Promise<void>;
}

export declare interface ListenOptions {
    /** Default 0: any free port. */
    readonly port?: number;
    /** A loopback host; default `127.0.0.1`. */
    readonly host?: '127.0.0.1' | 'localhost' | '::1';
}

declare interface ListenOptions_2 {
    /** Ends the subscription. */
    readonly signal?: AbortSignal;
}

/** One request as the log keeps it: no query, no cookie, no body. */
export declare interface LoggedRequest {
    readonly method: string;
    readonly path: string;
    /** Whether it carried a TGC. */
    readonly cookie: boolean;
    /** ms since 1970, by the clock of this CAS. */
    readonly at: number;
    /** Of the answer; absent while one is awaited, and where the connection broke. */
    readonly status?: number;
    /** A failure on demand met it. */
    readonly failed?: true;
}

/** One logout message. Back-channel: the server POSTs `body` to `url`; front-channel: the logout page sends it. */
export declare interface LogoutMessage {
    readonly channel: 'back-channel' | 'front-channel';
    readonly url: string;
    readonly principal: string;
    /** The service ticket that the service got: its `SessionIndex`. */
    readonly serviceTicket: string;
    /** A SAML LogoutRequest. */
    readonly xml: string;
    /** ms since 1970. */
    readonly at: number;
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

/** One look. `at` is when its answer arrived: what lies between is the latency. */
declare interface LookRow extends RowOfServer, Pick<Observation, 'cause' | 'askedAt' | 'outcome'> {
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

/** What somebody wrote down meanwhile, such as `step 3 started`. */
declare interface MarkRow extends Row {
    readonly kind: 'mark';
    readonly text: string;
}

export declare interface MessageRow {
    readonly at: string;
    readonly channel: 'back-channel' | 'front-channel';
    readonly url: string;
    readonly user: string;
}

declare interface MonitorOptions {
    /** Default: this machine's. */
    readonly clock?: Clock_2;
    /** Where we run; default: this tab, or Node. */
    readonly environment?: Environment;
    /** To the other tabs that watch the same; default: a BroadcastChannel, but none with a clock of your own. */
    readonly openChannel?: OpenChannel | undefined;
    /** Uniform in [0, 1); default `Math.random`. */
    readonly random?: () => number;
    /** Known longer than this is stale while somebody can see it; default 60,000. */
    readonly maxStalenessMs?: number;
}

declare interface NotificationRow extends RowOfServer {
    readonly kind: 'notification';
    readonly limit: Limit;
    readonly remainingMs: number;
    readonly told: Told_2;
}

/** One thing that was learned: a report, or the failure that came instead. Plain JSON. */
declare interface Observation {
    readonly cause: LookCause;
    /** Local instants. */
    readonly askedAt: number;
    readonly arrivedAt: number;
    readonly outcome: Report_2 | Failure_2;
    /** Uniform in [0, 1): spreads the next look after a failure. */
    readonly dice: number;
    /** A session that was seen just before was told to end. */
    readonly signingOut?: boolean;
}

/** Opens a line to the other tabs of this origin; undefined where there are none. */
declare type OpenChannel = (name: string, hear: (message: unknown) => void) => Channel | undefined;

/** `server`: CAS said so. `policy`: computed from numbers that a person configured. */
declare type Origin = 'server' | 'policy';

/** What became of a request. */
export declare type Outcome = {
    readonly kind: 'response';
    readonly response: CasResponse;
} | {
    readonly kind: 'reset';
};

/**
 * What was redacted: `nothing`; `pseudonyms` (`user 1`, `server 1`: the same within a file); or all was `removed` that
 * is personal. Servers and sessions stay apart by number, or their rows could not be told from each other.
 */
declare type Redaction = 'nothing' | 'pseudonyms' | 'removed';

export declare interface RegisteredService {
    readonly name: string;
    /** A regular expression for the whole service URL. */
    readonly pattern: string;
    /** How single logout tells it: a POST from the server, the browser's logout page, or not at all. */
    readonly logout: 'back-channel' | 'front-channel' | 'none';
    /** `ticketGrantingTicketExpirationPolicy`: a session that starts at this service lives this long. */
    readonly maxTimeToLiveSeconds?: number;
}

export declare interface Replay {
    /** What the SDK concludes from the recorded looks; it looks when they did, and at no other time. */
    readonly session: Watch;
    /** The recorded looks at this server. */
    readonly rows: readonly LookRow[];
    /** For a session of your own, which looks when it wants to: `watchSession(server, { source, clock })`. */
    readonly source: StatusSource;
    readonly clock: Clock;
    /** Time goes by to the answer of the next look, or of as many; default: of the last one. What a listener throws rejects here. */
    play(looks?: number): Promise<void>;
    /** Time goes by without a recorded look. */
    advance(by: Duration): Promise<void>;
}

/**
 * @param timeline a file's text, or what was read from it
 * @throws TimelineError when the text is no timeline, TypeError when it holds no look at the server
 */
export declare function replay(timeline: string | Timeline, { server: wanted }?: ReplayOptions): Replay;

export declare interface ReplayOptions {
    /** Whose session, where the timeline tells of several servers. Default: that of the first look. */
    readonly server?: string;
}

declare type Report_2 = SignedInReport | SignedOutReport;

export declare interface RequestRow {
    readonly at: string;
    readonly method: string;
    /** Without its query; a ticket in it is masked. */
    readonly path: string;
    /** Absent while the answer is awaited, and where the connection broke. */
    readonly status?: number;
    /** Who answered: CAS, or a failure on demand. */
    readonly cause: 'cas' | 'failure';
}

declare interface Row {
    /** Local instant, ms since 1970. */
    readonly at: number;
}

declare interface RowOfServer extends Row {
    /** The CAS prefix, or its pseudonym. */
    readonly server: string;
}

/** What can be done to a scripted session. Each promise resolves when all has happened that happens by then. */
export declare interface ScriptedSession {
    /** As from `watchSession`, but alone: it has to do with no other tab and no other script. */
    readonly session: Session;
    /** The server behind it, for whatever no step says. */
    readonly cas: InMemoryCas;
    /** Where the session wanted to take the page, as a full sign-out does. */
    readonly visited: readonly string[];
    /** Time goes by: what falls due happens in order, each at its own instant. */
    advance(by: Duration): Promise<void>;
    /** Time goes by while the machine sleeps: CAS goes on, and what the page had planned comes late. */
    sleep(by: Duration): Promise<void>;
    hide(): Promise<void>;
    show(): Promise<void>;
    /** The browser tells the page that the world may have changed; one that is hidden takes no notice. */
    wake(by: Wake): Promise<void>;
}

/** From the sign-in on; a limit that is left out isn't there. */
export declare interface ScriptLimits {
    readonly time?: Duration;
    readonly idle?: Duration;
}

export declare interface ScriptOptions extends Omit<WatchOptions, 'fetch' | 'clock' | 'environment' | 'openChannel' | 'navigate'>, Pick<CasOptions, 'url' | 'line' | 'setup' | 'users'>, Pick<BrowserOptions, 'origin' | 'thirdPartyCookies'> {
    /** When the script starts: ms since 1970, or an ISO 8601 text. Default: always the same instant. */
    readonly startAt?: number | string;
}

/** @throws TypeError with a sentence that names the step and its field, or the option */
export declare function scriptSession(steps: readonly ScriptStep[], options?: ScriptOptions): ScriptedSession;

export declare type ScriptStep = Lasting & Circumstances & (SignsIn | SignsOut | GoesOn);

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

/** A live session. Instants are ISO 8601; an absent limit isn't there. */
export declare interface SessionRow {
    /** What `isloggedin` calls it. */
    readonly session: string;
    /** Such as `TGT-1-…mory`. */
    readonly ticket: string;
    readonly user: string;
    readonly createdAt: string;
    readonly lastUsedAt: string;
    readonly timeLimitAt?: string;
    readonly idleLimitAt?: string;
    readonly uses: number;
    readonly rememberMe: boolean;
    /** That got a service ticket; addresses without their query. */
    readonly services: readonly string[];
}

declare type SessionState = Unknown | SignedIn | SignedOut;

/** A live session. Instants are ms since 1970; an absent limit isn't there. */
export declare interface SessionView extends Limits {
    /** What `isloggedin` calls it. */
    readonly session: string;
    /** Of the ticket-granting ticket only what opens nothing, such as `TGT-1-…mory`. */
    readonly ticket: string;
    readonly principal: string;
    readonly createdAt: number;
    readonly lastUsedAt: number;
    readonly uses: number;
    readonly rememberMe: boolean;
    readonly services: readonly string[];
}

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

export declare interface SignInOptions {
    /** Whose jar gets the cookie. Default: the one behind `cas.fetch`; `null`: nobody's, take `cookie` from the result. */
    readonly browser?: Browser | null;
    /** What the cookie is pinned to; default: the browser's. */
    readonly userAgent?: string;
    readonly address?: string;
    readonly rememberMe?: boolean;
    /** Also grants this service a ticket, as a login that came from it would. */
    readonly service?: string;
}

/** What a quiet sign-out did. */
declare interface SignOut {
    /** True only if a look saw the session and the next one, by the same route, no longer did. */
    readonly proved: boolean;
}

declare interface SignOutRow extends RowOfServer {
    readonly kind: 'sign-out';
    readonly step: SignOutStep;
    /** The applications that the session was used for, where they are told. */
    readonly services?: readonly string[];
}

declare type SignOutStep = 'asked' | 'sent' | 'proved' | 'not-proved' | 'page-opened';

declare interface SignsIn {
    /** Signs in with this name. As CAS has it, the same user keeps a live session, and another user's is replaced. */
    readonly signedIn: string;
    /** Begins a new session with these limits. Default: those of `setup`, else CAS's own: 8 hours, and 2 without use. */
    readonly limits?: ScriptLimits;
    readonly because?: undefined;
    readonly used?: undefined;
}

declare interface SignsOut {
    readonly signedIn: false;
    /** Default `administrator`. */
    readonly because?: EndCause;
    readonly limits?: undefined;
    readonly used?: undefined;
}

declare interface StatusSource {
    /** Shown to people and in timelines, e.g. `isloggedin`. Tabs share what sources of the same name find out. */
    readonly name: string;
    /** Rejects with an `SsoError`; any other rejection counts as `unreachable`. */
    readonly look: (ask: Ask) => Promise<Report_2>;
    /** Counts as activity; only the CAS module of this project can do it. */
    readonly touch: (ask: Ask) => Promise<Report_2>;
}

declare interface Timeline {
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

declare type TimelineRow = LookRow | NotificationRow | SignOutRow | MarkRow;

declare interface Told {
    /** The server's clock when it answered, ms since 1970. Without it deadlines are not used. */
    readonly now?: number;
    /** The server's wish: no automatic look sooner than this. */
    readonly pollAfterSeconds?: number;
}

/** What became of a warning that was due: shown, or why not. */
declare type Told_2 = 'shown' | 'off' | 'snoozed' | 'uncertain';

/** Why the last looks gave no answer; it stands beside the last knowledge, never instead of it. */
declare interface Trouble extends Failure_2 {
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

export declare interface TurnableClock extends Clock {
    /**
     * Lets time go by: what falls due is released at its own instant, one after another, and `settled` is awaited before
     * the next. Rejects, when the time is over, with the first error that a callback threw.
     */
    runFor(by: Duration, settled: () => Promise<void>): Promise<void>;
}

/** No definite answer yet. */
declare interface Unknown {
    readonly status: 'unknown';
    readonly user?: undefined;
    readonly deadlines?: undefined;
    readonly checkedAt?: undefined;
    readonly trouble?: Trouble | undefined;
}

declare type Unsubscribe = () => void;

export declare interface User {
    readonly password: string;
    readonly attributes?: Readonly<Record<string, readonly string[]>>;
}

/** What makes a page look again. */
export declare type Wake = 'visibilitychange' | 'resume' | 'pageshow' | 'online';

/** A session that is only watched. It works while somebody listens; `check` works always. */
declare interface Watch<Events = WatchEvents> {
    readonly server: string;
    /** What it runs on, for those that show it: time is theirs too. */
    readonly clock: Clock_2;
    readonly environment: Environment;
    /** The same object (`===`) as long as nothing changed. */
    readonly state: SessionState;
    /** The last definite answer; moves at each look, while `state` keeps its identity. */
    readonly checkedAt: number | undefined;
    /** Called at once, then on each change. */
    subscribe(listener: (state: SessionState) => void, options?: ListenOptions_2): Unsubscribe;
    on<E extends keyof Events>(event: E, listener: (detail: Events[E]) => void, options?: ListenOptions_2): Unsubscribe;
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

declare interface WatchOptions extends ClientOptions, MonitorOptions {
    /** `expiring` is told this long before a deadline; default 10 and 2 minutes. */
    readonly warnBeforeMs?: readonly number[];
    /** How a full logout leaves this page; default `location.assign`. */
    readonly navigate?: (url: string) => void;
}

export { }
