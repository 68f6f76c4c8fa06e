package io.github.ssopulse.cas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apereo.cas.ticket.ExpirationPolicy;
import org.apereo.cas.ticket.expiration.AlwaysExpiresExpirationPolicy;
import org.apereo.cas.ticket.expiration.BaseDelegatingExpirationPolicy;
import org.apereo.cas.ticket.expiration.HardTimeoutExpirationPolicy;
import org.apereo.cas.ticket.expiration.NeverExpiresExpirationPolicy;
import org.apereo.cas.ticket.expiration.RememberMeDelegatingExpirationPolicy;
import org.apereo.cas.ticket.expiration.ThrottledUseAndTimeoutExpirationPolicy;
import org.apereo.cas.ticket.expiration.TicketGrantingTicketExpirationPolicy;
import org.apereo.cas.ticket.expiration.TimeoutExpirationPolicy;
import org.junit.jupiter.api.Test;

class SessionLimitsTest {

    @Test
    void the_primary_policy_has_a_time_limit_and_an_idle_limit() {
        assertLimits(new TicketGrantingTicketExpirationPolicy(28_800, 7_200), 28_800L, 7_200L);
    }

    @Test
    void a_timeout_is_an_idle_limit_only() {
        assertLimits(new TimeoutExpirationPolicy(600), null, 600L);
    }

    @Test
    void a_hard_timeout_is_a_time_limit_only() {
        assertLimits(new HardTimeoutExpirationPolicy(900), 900L, null);
    }

    @Test
    void a_throttled_policy_has_an_idle_limit_that_is_not_its_gap_between_uses() {
        SessionLimits limits = assertLimits(new ThrottledUseAndTimeoutExpirationPolicy(1_800, 2), null, 1_800L);
        assertTrue(limits.throttled);
    }

    @Test
    void what_never_expires_has_no_limit() {
        assertLimits(NeverExpiresExpirationPolicy.INSTANCE, null, null);
    }

    @Test
    void a_policy_that_is_not_known_has_no_known_limit() {
        assertLimits(AlwaysExpiresExpirationPolicy.INSTANCE, null, null);
    }

    @Test
    void a_number_beyond_a_century_is_no_limit() {
        assertLimits(new TicketGrantingTicketExpirationPolicy(Long.MAX_VALUE, Integer.MAX_VALUE * 2L), null, null);
    }

    @Test
    void remember_me_chooses_between_two_policies() {
        RememberMeDelegatingExpirationPolicy policy = new RememberMeDelegatingExpirationPolicy();
        policy.addPolicy(
            RememberMeDelegatingExpirationPolicy.POLICY_NAME_REMEMBER_ME,
            new HardTimeoutExpirationPolicy(1_209_600));
        policy.addPolicy(
            BaseDelegatingExpirationPolicy.POLICY_NAME_DEFAULT,
            new TicketGrantingTicketExpirationPolicy(28_800, 7_200));

        assertLimits(SessionLimits.of(policy, true, new ThisLine()), 1_209_600L, null);
        assertLimits(SessionLimits.of(policy, false, new ThisLine()), 28_800L, 7_200L);
    }

    @Test
    void a_moment_after_a_use_a_throttled_session_is_not_over_though_its_ticket_says_so() {
        Session session = session(new ThrottledUseAndTimeoutExpirationPolicy(1_800, 2));
        session.ticket.update();
        assertFalse(session.isOver(TestTickets.CLOCK));
    }

    @Test
    void a_throttled_session_is_over_at_its_idle_limit() {
        Session session = session(new ThrottledUseAndTimeoutExpirationPolicy(20, 2));
        assertTrue(session.isOver(TestTickets.CLOCK));
    }

    private static Session session(ExpirationPolicy policy) {
        return new Session(TestTickets.ticket(policy), new ThisLine());
    }

    private static SessionLimits assertLimits(ExpirationPolicy policy, Long maxTimeToLive, Long timeToKill) {
        return assertLimits(SessionLimits.of(policy, false, new ThisLine()), maxTimeToLive, timeToKill);
    }

    private static SessionLimits assertLimits(SessionLimits limits, Long maxTimeToLive, Long timeToKill) {
        assertEquals(maxTimeToLive, limits.maxTimeToLiveSeconds);
        assertEquals(timeToKill, limits.timeToKillSeconds);
        if (maxTimeToLive == null) {
            assertNull(limits.timeLimitAt(TestTickets.CREATED));
        } else {
            assertEquals(TestTickets.CREATED.plusSeconds(maxTimeToLive), limits.timeLimitAt(TestTickets.CREATED));
        }
        if (timeToKill == null) {
            assertNull(limits.idleLimitAt(TestTickets.LAST_USED));
        } else {
            assertEquals(TestTickets.LAST_USED.plusSeconds(timeToKill), limits.idleLimitAt(TestTickets.LAST_USED));
        }
        return limits;
    }
}
