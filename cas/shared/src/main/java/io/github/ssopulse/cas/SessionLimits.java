package io.github.ssopulse.cas;

import java.time.Instant;

import org.apereo.cas.ticket.ExpirationPolicy;
import org.apereo.cas.ticket.expiration.BaseDelegatingExpirationPolicy;
import org.apereo.cas.ticket.expiration.HardTimeoutExpirationPolicy;
import org.apereo.cas.ticket.expiration.RememberMeDelegatingExpirationPolicy;
import org.apereo.cas.ticket.expiration.ThrottledUseAndTimeoutExpirationPolicy;
import org.apereo.cas.ticket.expiration.TicketGrantingTicketExpirationPolicy;
import org.apereo.cas.ticket.expiration.TimeoutExpirationPolicy;

/** When a session ends if nobody ends it: the one table from an expiration policy to instants. */
final class SessionLimits {

    /** Beyond a century a number means "no limit": some policies say Long.MAX_VALUE, some 2147483647. */
    private static final long NO_LIMIT_SECONDS = 100L * 365 * 24 * 60 * 60;

    final Long maxTimeToLiveSeconds;
    final Long timeToKillSeconds;

    /** Uses that follow each other too closely end a throttled session. */
    final boolean throttled;

    private SessionLimits(Long maxTimeToLiveSeconds, Long timeToKillSeconds, boolean throttled) {
        this.maxTimeToLiveSeconds = limit(maxTimeToLiveSeconds);
        this.timeToKillSeconds = limit(timeToKillSeconds);
        this.throttled = throttled;
    }

    /**
     * From numbers and not from toMaximumExpirationTime (7.x), which isn't in 6.6 and names a date in fifty years
     * for policies without that limit. A policy that isn't in the table has limits that are not known: absent.
     */
    static SessionLimits of(ExpirationPolicy policy, boolean rememberMe, CasLine line) {
        if (policy instanceof RememberMeDelegatingExpirationPolicy) {
            String name = rememberMe
                ? RememberMeDelegatingExpirationPolicy.POLICY_NAME_REMEMBER_ME
                : BaseDelegatingExpirationPolicy.POLICY_NAME_DEFAULT;
            return of(((BaseDelegatingExpirationPolicy) policy).getPolicies().get(name), rememberMe, line);
        }
        if (policy instanceof TicketGrantingTicketExpirationPolicy) {
            return new SessionLimits(policy.getTimeToLive(), line.timeToIdle(policy), false);
        }
        if (policy instanceof TimeoutExpirationPolicy) {
            return new SessionLimits(null, line.timeToIdle(policy), false);
        }
        if (policy instanceof HardTimeoutExpirationPolicy) {
            return new SessionLimits(policy.getTimeToLive(), null, false);
        }
        if (policy instanceof ThrottledUseAndTimeoutExpirationPolicy) {
            // Its time to idle is the shortest time between two uses.
            return new SessionLimits(null, policy.getTimeToLive(), true);
        }
        return new SessionLimits(null, null, false);
    }

    Instant timeLimitAt(Instant createdAt) {
        return maxTimeToLiveSeconds == null ? null : createdAt.plusSeconds(maxTimeToLiveSeconds);
    }

    Instant idleLimitAt(Instant lastUsedAt) {
        return timeToKillSeconds == null ? null : lastUsedAt.plusSeconds(timeToKillSeconds);
    }

    private static Long limit(Long seconds) {
        return seconds == null || seconds <= 0 || seconds > NO_LIMIT_SECONDS ? null : seconds;
    }
}
