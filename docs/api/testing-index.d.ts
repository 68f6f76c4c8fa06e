// sso-pulse/testing

export declare interface Browser {
    readonly userAgent: string;
    readonly address: string;
    /** Reaches this CAS; another host is never asked: it answers 200 with nothing. */
    readonly fetch: typeof fetch;
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

/** Fits `watchSession` and `createClient` too: then one turn moves the server and its watchers. */
export declare interface Clock extends Clock_2 {
    /** Turns the clock forward (back, if negative). Sessions age by it; requests that wait for it are answered. */
    advance(by: Duration): void;
    /** Stops the clock at an instant: ms since 1970, or an ISO 8601 text; without one, now. */
    stop(at?: number | string): void;
    /** Resolves when this clock has moved on by `ms`, because it runs or because it was turned. */
    wait(ms: number): Promise<void>;
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
}

export declare function createCas(options?: CasOptions): InMemoryCas;

export declare function createClock(options?: ClockOptions): Clock;

/** `/app` (back-channel), `/front` (front-channel), `/short` (10 s sessions), `/quiet` (never told), on any loopback host and port. */
export declare const defaultServices: readonly RegisteredService[];

export declare const defaultUsers: Readonly<Record<string, User>>;

/** A stretch of time: milliseconds, or named parts that are added up. */
export declare type Duration = number | {
    readonly days?: number;
    readonly hours?: number;
    readonly minutes?: number;
    readonly seconds?: number;
    readonly milliseconds?: number;
};

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

export declare type Header = readonly [name: string, value: string];

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
    /** An administrator ends sessions: one, a user's, or, without a wish, all. Says how many. Services are told, browsers aren't. */
    endSession(which?: {
        readonly session?: string;
        readonly user?: string;
    }): number;
    /** Changes settings while it runs. What is left out stays; tickets keep the policy they were made with. */
    configure(change: InMemorySetup): void;
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
    /** For a listener or an adapter of your own: answers one request record, failures and delays included. */
    respond(request: CasRequest): Promise<Outcome>;
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

/** The instants that end a ticket, ms since 1970; absent: the policy has no such limit. */
export declare interface Limits {
    readonly timeLimitAt?: number;
    readonly idleLimitAt?: number;
}

/** One request as the log keeps it: no query, no cookie, no body. */
export declare interface LoggedRequest {
    readonly method: string;
    readonly path: string;
    /** Whether it carried a TGC. */
    readonly cookie: boolean;
    /** ms since 1970, by the clock of this CAS. */
    readonly at: number;
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

/** What became of a request. */
export declare type Outcome = {
    readonly kind: 'response';
    readonly response: CasResponse;
} | {
    readonly kind: 'reset';
};

export declare interface RegisteredService {
    readonly name: string;
    /** A regular expression for the whole service URL. */
    readonly pattern: string;
    /** How single logout tells it: a POST from the server, the browser's logout page, or not at all. */
    readonly logout: 'back-channel' | 'front-channel' | 'none';
    /** `ticketGrantingTicketExpirationPolicy`: a session that starts at this service lives this long. */
    readonly maxTimeToLiveSeconds?: number;
}

/** A live session. Instants are ms since 1970; an absent limit isn't there. */
export declare interface SessionView extends Limits {
    /** What `isloggedin` calls it. */
    readonly session: string;
    readonly principal: string;
    readonly createdAt: number;
    readonly lastUsedAt: number;
    readonly uses: number;
    readonly rememberMe: boolean;
    readonly services: readonly string[];
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

export declare interface User {
    readonly password: string;
    readonly attributes?: Readonly<Record<string, readonly string[]>>;
}

export { }
