package io.github.ssopulse.cas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.apereo.cas.ticket.Ticket;
import org.apereo.cas.ticket.TicketGrantingTicketImpl;
import org.apereo.cas.ticket.expiration.HardTimeoutExpirationPolicy;
import org.apereo.cas.ticket.expiration.ThrottledUseAndTimeoutExpirationPolicy;
import org.apereo.cas.ticket.expiration.TicketGrantingTicketExpirationPolicy;
import org.apereo.cas.ticket.registry.TicketRegistry;
import org.apereo.cas.util.lock.LockRepository;
import org.junit.jupiter.api.Test;

class IsLoggedInTest {

    private static final String COOKIE = "sealed:" + TestTickets.ID;
    private static final String OWN_ORIGIN = "https://sso.example.org";

    private final SsoPulseProperties settings = new SsoPulseProperties();
    private final TestExchange exchange = new TestExchange();
    private boolean singleSignOn = true;
    private boolean registryFails;
    private int updates;
    private TicketGrantingTicketImpl ticket =
        TestTickets.ticket(new TicketGrantingTicketExpirationPolicy(28_800, 7_200));

    @Test
    void without_a_cookie_nobody_is_signed_in() throws IOException {
        assertNotSignedIn("no-cookie");
    }

    @Test
    void across_sites_a_missing_cookie_proves_nothing_and_the_answer_says_so() throws IOException {
        exchange.headers.put("Sec-Fetch-Site", "cross-site");
        assertNotSignedIn("no-cookie");
        assertTrue(exchange.body().contains("\"crossSite\":true"), exchange.body());
        exchange.headers.put("Sec-Fetch-Site", "same-site");
        assertNotSignedIn("no-cookie");
        assertFalse(exchange.body().contains("crossSite"), exchange.body());
    }

    @Test
    void an_empty_cookie_is_no_cookie() throws IOException {
        exchange.cookie = "";
        assertNotSignedIn("no-cookie");
    }

    @Test
    void an_unreadable_cookie_asks_for_a_slow_pace() throws IOException {
        exchange.cookie = "garbage";
        assertNotSignedIn("unreadable");
        assertTrue(exchange.body().endsWith("\"pollAfterSeconds\":300}"), exchange.body());
    }

    @Test
    void a_cookie_without_a_ticket_behind_it_means_ended() throws IOException {
        exchange.cookie = COOKIE;
        ticket = null;
        assertNotSignedIn("ended");
    }

    @Test
    void an_expired_ticket_means_ended() throws IOException {
        exchange.cookie = COOKIE;
        ticket = TestTickets.ticket(new HardTimeoutExpirationPolicy(59));
        assertNotSignedIn("ended");
    }

    @Test
    void a_ticket_counts_for_nothing_while_single_sign_on_is_switched_off() throws IOException {
        exchange.cookie = COOKIE;
        singleSignOn = false;
        assertNotSignedIn("sso-disabled");
    }

    @Test
    void the_full_form_has_the_deadlines_and_never_the_ticket_id() throws IOException {
        exchange.cookie = COOKIE;
        String body = serve(200);
        assertEquals("application/vnd.sso-pulse.v1+json", exchange.answer.contentType);
        assertTrue(body.startsWith("{\"signedIn\":true,\"principal\":\"casuser\",\"session\":\""), body);
        assertTrue(body.contains("\"maxTimeToLiveSeconds\":28800,\"timeToKillSeconds\":7200"), body);
        assertFalse(body.contains(TestTickets.ID), body);
        assertFalse(body.contains("attributes") || body.contains("services"), body);
    }

    @Test
    void the_plain_form_is_the_principal_and_what_is_released() throws IOException {
        exchange.headers.put("Accept", "application/json");
        assertEquals("{}", serve(200));
        exchange.cookie = COOKIE;
        assertEquals("{\"principal\":\"casuser\"}", serve(200));
        settings.setAttributes(List.of("memberOf", "principal", "unknown"));
        assertEquals("{\"principal\":\"casuser\",\"memberOf\":[\"staff\",\"admins\"]}", serve(200));
        assertEquals("application/json", exchange.answer.contentType);
    }

    @Test
    void the_parameter_counts_only_when_it_is_switched_on() throws IOException {
        exchange.tgcParameter = COOKIE;
        assertNotSignedIn("no-cookie");
        settings.setTgcParameter(true);
        assertTrue(serve(200).startsWith("{\"signedIn\":true"));
    }

    @Test
    void a_registry_that_fails_is_never_an_answer_about_the_session() throws IOException {
        exchange.cookie = COOKIE;
        registryFails = true;
        assertEquals("{\"error\":\"ticket-registry-unavailable\",\"pollAfterSeconds\":30}", serve(503));
        assertEquals(30, exchange.answer.retryAfterSeconds);
        settings.setPollAfterSeconds(45);
        assertEquals("{\"error\":\"ticket-registry-unavailable\",\"pollAfterSeconds\":45}", serve(503));
    }

    @Test
    void a_look_never_uses_the_ticket() throws IOException {
        exchange.cookie = COOKIE;
        for (int i = 0; i < 100; i++) {
            serve(200);
        }
        assertEquals(0, ticket.getCountOfUses());
        assertEquals(TestTickets.LAST_USED, ticket.getLastTimeUsed().toInstant());
        assertEquals(0, updates);
    }

    @Test
    void a_touch_is_off_by_default() throws IOException {
        touchFrom(OWN_ORIGIN);
        assertEquals("{\"error\":\"touch-disabled\"}", serve(405));
        assertEquals("GET, HEAD, OPTIONS", exchange.answer.allow);
    }

    @Test
    void a_touch_moves_the_last_use() throws IOException {
        settings.getTouch().setEnabled(true);
        touchFrom(OWN_ORIGIN);
        assertTrue(serve(200).startsWith("{\"signedIn\":true"));
        assertTrue(ticket.getLastTimeUsed().toInstant().isAfter(TestTickets.LAST_USED));
        assertEquals(1, updates);
    }

    @Test
    void a_touch_from_elsewhere_is_refused() throws IOException {
        settings.getTouch().setEnabled(true);
        touchFrom("https://evil.example");
        assertEquals("{\"error\":\"origin-not-allowed\"}", serve(403));
        touchFrom(null);
        serve(403);
        touchFrom(OWN_ORIGIN);
        exchange.headers.remove("X-Sso-Pulse");
        assertEquals("{\"error\":\"touch-header-missing\"}", serve(403));
        assertEquals(0, updates);
    }

    @Test
    void a_throttled_session_says_so() throws IOException {
        exchange.cookie = COOKIE;
        assertFalse(serve(200).contains("throttled"));
        ticket = TestTickets.ticket(new ThrottledUseAndTimeoutExpirationPolicy(1_800, 2));
        assertTrue(serve(200).contains("\"throttled\":true"));
    }

    @Test
    void a_throttled_session_is_never_touched() throws IOException {
        settings.getTouch().setEnabled(true);
        ticket = TestTickets.ticket(new ThrottledUseAndTimeoutExpirationPolicy(1_800, 2));
        touchFrom(OWN_ORIGIN);
        assertEquals("{\"error\":\"throttled-policy\"}", serve(409));
        assertEquals(0, ticket.getCountOfUses());
    }

    @Test
    void nobody_can_touch_what_has_ended() throws IOException {
        settings.getTouch().setEnabled(true);
        ticket = null;
        touchFrom(OWN_ORIGIN);
        assertTrue(serve(200).startsWith("{\"signedIn\":false,\"reason\":\"ended\""));
    }

    @Test
    void another_method_is_not_allowed() throws IOException {
        exchange.method = "DELETE";
        assertEquals("{\"error\":\"method-not-allowed\"}", serve(405));
    }

    private void touchFrom(String origin) {
        exchange.method = "POST";
        exchange.cookie = COOKIE;
        exchange.headers.put("X-Sso-Pulse", "touch");
        exchange.headers.put("Origin", origin);
    }

    private void assertNotSignedIn(String reason) throws IOException {
        String body = serve(200);
        assertTrue(body.startsWith("{\"signedIn\":false,\"reason\":\"" + reason + "\",\"now\":\""), body);
    }

    private String serve(int status) throws IOException {
        new IsLoggedIn(settings, singleSignOn, OWN_ORIGIN, registry(), new OneLock(), new ThisLine(), TestTickets.CLOCK)
            .serve(exchange);
        assertEquals(status, exchange.answer.status);
        return exchange.body();
    }

    /** Knows the two calls that the endpoint may make; any other is a failure. */
    private TicketRegistry registry() {
        return (TicketRegistry) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {TicketRegistry.class},
            (proxy, method, arguments) -> {
                if (registryFails) {
                    throw new IllegalStateException("no connection");
                }
                if (method.getName().equals("getTicket") && arguments.length == 2) {
                    return ticket != null && ticket.getId().equals(arguments[0]) ? ticket : null;
                }
                if (method.getName().equals("updateTicket")) {
                    updates++;
                    return (Ticket) arguments[0];
                }
                throw new UnsupportedOperationException(method.getName());
            });
    }

    private static final class OneLock implements LockRepository {

        @Override
        public <T> Optional<T> execute(Object lockKey, Supplier<T> work) {
            return Optional.ofNullable(work.get());
        }
    }
}
