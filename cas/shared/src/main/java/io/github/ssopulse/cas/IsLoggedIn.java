package io.github.ssopulse.cas;

import java.io.IOException;
import java.time.Clock;

import org.apereo.cas.ticket.InvalidTicketException;
import org.apereo.cas.ticket.Ticket;
import org.apereo.cas.ticket.TicketGrantingTicket;
import org.apereo.cas.ticket.proxy.ProxyGrantingTicket;
import org.apereo.cas.ticket.registry.TicketRegistry;
import org.apereo.cas.util.lock.LockRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The endpoint: GET tells whether the browser's single sign-on session is alive, POST (off by default) extends it.
 * It never says or logs a ticket id or a cookie's value.
 */
final class IsLoggedIn {

    static final String PATH = "/isloggedin";

    private static final Logger LOGGER = LoggerFactory.getLogger(IsLoggedIn.class);
    private static final String TOUCH_HEADER = "X-Sso-Pulse";
    private static final int UNAVAILABLE_POLL_AFTER_SECONDS = 30;

    private final SsoPulseProperties settings;
    private final boolean singleSignOn;
    private final AllowedOrigins touchOrigins;
    private final TicketRegistry registry;
    private final LockRepository locks;
    private final CasLine line;
    private final Clock clock;

    IsLoggedIn(
        SsoPulseProperties settings,
        boolean singleSignOn,
        String casServerName,
        TicketRegistry registry,
        LockRepository locks,
        CasLine line,
        Clock clock
    ) {
        this.settings = settings;
        this.singleSignOn = singleSignOn;
        this.touchOrigins = new AllowedOrigins(casServerName, settings.getTouch().getAllowedOrigins());
        this.registry = registry;
        this.locks = locks;
        this.line = line;
        this.clock = clock;
    }

    void serve(Exchange exchange) throws IOException {
        exchange.answer(answerTo(exchange));
    }

    private Answer answerTo(Exchange exchange) {
        try {
            switch (exchange.method()) {
                case "GET":
                case "HEAD":
                    return look(exchange);
                case "POST":
                    return settings.getTouch().isEnabled()
                        ? touch(exchange)
                        : Answer.methodNotAllowed("touch-disabled", allow());
                case "OPTIONS":
                    return Answer.options(allow());
                default:
                    return Answer.methodNotAllowed("method-not-allowed", allow());
            }
        } catch (Exception failure) {
            // The message may name a ticket, so it isn't logged; CAS logs what its registry has to say.
            LOGGER.warn("The ticket registry can't tell whether a session is alive: {}", failure.getClass().getName());
            Integer wish = settings.getPollAfterSeconds();
            return Answer.unavailable(
                "ticket-registry-unavailable",
                wish == null ? UNAVAILABLE_POLL_AFTER_SECONDS : wish);
        }
    }

    private Answer look(Exchange exchange) {
        AnswerForm form = AnswerForm.askedForBy(exchange.header("Accept"));
        String parameter = settings.isTgcParameter() ? exchange.queryParameter("tgc") : null;
        Finding found = find(exchange, parameter == null ? exchange.ticketGrantingCookie() : parameter);
        if (form == AnswerForm.FULL) {
            return Answer.of(form, full(found).put("crossSite", isWithheld(exchange, found) ? Boolean.TRUE : null));
        }
        return Answer.of(form, found.session == null
            ? new JsonObject()
            : found.session.plain(settings.getAttributes()));
    }

    /**
     * Any site's form could post here and the cookie would come along; none can send this header or choose its
     * Origin. A throttled session is left alone: a second use at the wrong moment would end it.
     */
    private Answer touch(Exchange exchange) {
        if (!"touch".equals(exchange.header(TOUCH_HEADER))) {
            return Answer.refused(403, "touch-header-missing");
        }
        if (!touchOrigins.contains(exchange.header("Origin"))) {
            return Answer.refused(403, "origin-not-allowed");
        }
        Finding found = find(exchange, exchange.ticketGrantingCookie());
        if (found.session != null && found.session.limits.throttled) {
            return Answer.refused(409, "throttled-policy");
        }
        if (found.session != null) {
            found = use(found.session.ticket.getId());
        }
        return Answer.of(AnswerForm.FULL, full(found));
    }

    /** Under the lock of this ticket and read anew, as when CAS grants a service ticket: neither loses the other. */
    private Finding use(String ticketId) {
        return locks.<Finding>execute(ticketId, () -> {
            Session session = sessionOf(ticketId);
            if (session == null || session.isOver(clock)) {
                return Finding.none("ended");
            }
            session.ticket.update();
            try {
                registry.updateTicket(session.ticket);
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
            return Finding.of(session);
        }).orElseThrow(() -> new IllegalStateException("The lock of the ticket could not be had"));
    }

    private Finding find(Exchange exchange, String cookieValue) {
        // Asked first: with single sign-on switched off CAS still writes cookies and keeps tickets.
        if (!singleSignOn) {
            return Finding.none("sso-disabled");
        }
        if (cookieValue == null || cookieValue.isBlank()) {
            return Finding.none("no-cookie");
        }
        String ticketId = exchange.ticketIdIn(cookieValue);
        if (ticketId == null) {
            return Finding.none("unreadable");
        }
        Session session = sessionOf(ticketId);
        return session == null || session.isOver(clock) ? Finding.none("ended") : Finding.of(session);
    }

    /** With a predicate, so that an expired ticket is read and not removed: a look changes nothing. */
    private Session sessionOf(String ticketId) {
        try {
            Ticket ticket = registry.getTicket(ticketId, any -> true);
            return ticket instanceof TicketGrantingTicket && !(ticket instanceof ProxyGrantingTicket)
                ? new Session((TicketGrantingTicket) ticket, line)
                : null;
        } catch (InvalidTicketException missing) {
            return null;
        }
    }

    /** Across sites browsers withhold the cookie, so its absence proves nothing (Fetch Metadata, 2.4). */
    private static boolean isWithheld(Exchange exchange, Finding found) {
        return "no-cookie".equals(found.reason) && "cross-site".equals(exchange.header("Sec-Fetch-Site"));
    }

    private JsonObject full(Finding found) {
        if (found.session != null) {
            return found.session.full(settings, clock);
        }
        return new JsonObject()
            .put("signedIn", false)
            .put("reason", found.reason)
            .put("now", clock.instant())
            .put("pollAfterSeconds", "unreadable".equals(found.reason)
                ? Integer.valueOf(settings.getUnreadablePollAfterSeconds())
                : settings.getPollAfterSeconds());
    }

    private String allow() {
        return settings.getTouch().isEnabled() ? "GET, HEAD, OPTIONS, POST" : "GET, HEAD, OPTIONS";
    }

    /** A live session, or why there is none. */
    private static final class Finding {

        final Session session;
        final String reason;

        private Finding(Session session, String reason) {
            this.session = session;
            this.reason = reason;
        }

        static Finding of(Session session) {
            return new Finding(session, null);
        }

        static Finding none(String reason) {
            return new Finding(null, reason);
        }
    }
}
