package io.github.ssopulse.cas;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apereo.cas.authentication.CoreAuthenticationUtils;
import org.apereo.cas.authentication.principal.Principal;
import org.apereo.cas.authentication.principal.Service;
import org.apereo.cas.ticket.TicketGrantingTicket;

/** A TGT as seen by a look: what may be said about it, and nothing that would be worth stealing. */
final class Session {

    final TicketGrantingTicket ticket;
    final SessionLimits limits;

    private final CasLine line;
    private final boolean rememberMe;

    Session(TicketGrantingTicket ticket, CasLine line) {
        this.ticket = ticket;
        this.line = line;
        rememberMe = CoreAuthenticationUtils.isRememberMeAuthentication(ticket.getAuthentication());
        limits = SessionLimits.of(ticket.getExpirationPolicy(), rememberMe, line);
    }

    /**
     * As CAS itself decides, but for a throttled policy: that one calls the ticket expired for a moment after
     * each use, and for good only if somebody uses it in that moment.
     */
    boolean isOver(Clock clock) {
        if (limits.throttled) {
            Instant idleLimitAt = limits.idleLimitAt(lastUsedAt());
            return idleLimitAt != null && !clock.instant().isBefore(idleLimitAt);
        }
        return ticket.isExpired();
    }

    JsonObject plain(List<String> released) {
        JsonObject body = new JsonObject().put("principal", principal().getId());
        putAttributes(body, released);
        return body;
    }

    JsonObject full(SsoPulseProperties settings, Clock clock) {
        Instant createdAt = ticket.getCreationTime().toInstant();
        Instant lastUsedAt = lastUsedAt();
        JsonObject body = new JsonObject()
            .put("signedIn", true)
            .put("principal", principal().getId())
            .put("session", fingerprint(ticket.getId()));
        if (!settings.getAttributes().isEmpty()) {
            JsonObject attributes = new JsonObject();
            putAttributes(attributes, settings.getAttributes());
            body.put("attributes", attributes);
        }
        body.put("authenticatedAt", ticket.getAuthentication().getAuthenticationDate().toInstant())
            .put("createdAt", createdAt)
            .put("lastUsedAt", lastUsedAt)
            .put("timeLimitAt", limits.timeLimitAt(createdAt))
            .put("idleLimitAt", limits.idleLimitAt(lastUsedAt))
            .put("maxTimeToLiveSeconds", limits.maxTimeToLiveSeconds)
            .put("timeToKillSeconds", limits.timeToKillSeconds)
            .put("throttled", limits.throttled ? Boolean.TRUE : null)
            .put("rememberMe", rememberMe);
        if (settings.isServices()) {
            body.put("services", serviceUrls());
        }
        return body
            .put("now", clock.instant())
            .put("pollAfterSeconds", settings.getPollAfterSeconds());
    }

    /**
     * The same for a session on every node, another for every other session. Ticket ids are random enough to
     * need no salt, and half of the hash can't be turned back into one.
     */
    static String fingerprint(String ticketId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(ticketId.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Principal principal() {
        return ticket.getAuthentication().getPrincipal();
    }

    private Instant lastUsedAt() {
        return ticket.getLastTimeUsed().toInstant();
    }

    /** An attribute called "principal" would read as the user's name in the plain form: in neither form, then. */
    private void putAttributes(JsonObject body, List<String> released) {
        Map<String, List<Object>> attributes = principal().getAttributes();
        for (String name : released) {
            if (!name.equals("principal")) {
                body.put(name, attributes.get(name));
            }
        }
    }

    /** Without query: whatever an application keeps there is nobody else's business. */
    private Set<String> serviceUrls() {
        Set<String> urls = new LinkedHashSet<>();
        for (Service service : line.services(ticket).values()) {
            urls.add(service.getId().split("[?#]", 2)[0]);
        }
        return urls;
    }
}
