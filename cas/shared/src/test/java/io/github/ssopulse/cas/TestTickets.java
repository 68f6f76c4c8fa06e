package io.github.ssopulse.cas;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import org.apereo.cas.authentication.Authentication;
import org.apereo.cas.authentication.DefaultAuthenticationBuilder;
import org.apereo.cas.authentication.RememberMeCredential;
import org.apereo.cas.authentication.principal.Principal;
import org.apereo.cas.authentication.principal.PrincipalFactoryUtils;
import org.apereo.cas.ticket.ExpirationPolicy;
import org.apereo.cas.ticket.TicketGrantingTicketImpl;

/** Tickets of CAS's own making: signed in a minute ago, used half a minute ago. */
final class TestTickets {

    static final String ID = "TGT-1-secret";
    static final Instant NOW = Instant.now();
    static final Instant CREATED = NOW.minusSeconds(60);
    static final Instant LAST_USED = NOW.minusSeconds(30);
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private TestTickets() {
    }

    static TicketGrantingTicketImpl ticket(ExpirationPolicy policy) {
        return ticket(policy, false);
    }

    static TicketGrantingTicketImpl ticket(ExpirationPolicy policy, boolean rememberMe) {
        TicketGrantingTicketImpl ticket = new TicketGrantingTicketImpl(ID, authentication(rememberMe), policy);
        ticket.setCreationTime(CREATED.atZone(ZoneOffset.UTC));
        ticket.setLastTimeUsed(LAST_USED.atZone(ZoneOffset.UTC));
        return ticket;
    }

    private static Authentication authentication(boolean rememberMe) {
        return DefaultAuthenticationBuilder.newInstance()
            .setPrincipal(principal())
            .setAuthenticationDate(CREATED.atZone(ZoneOffset.UTC))
            .addAttribute(RememberMeCredential.AUTHENTICATION_ATTRIBUTE_REMEMBER_ME, rememberMe)
            .build();
    }

    private static Principal principal() {
        Map<String, List<Object>> attributes = Map.of(
            "mail", List.of("user@example.org"),
            "memberOf", List.of("staff", "admins"),
            "principal", List.of("somebody-else"));
        try {
            return PrincipalFactoryUtils.newPrincipalFactory().createPrincipal("casuser", attributes);
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
