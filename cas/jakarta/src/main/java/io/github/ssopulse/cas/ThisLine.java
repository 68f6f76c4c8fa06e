package io.github.ssopulse.cas;

import java.util.Map;

import org.apereo.cas.authentication.principal.Service;
import org.apereo.cas.ticket.ExpirationPolicy;
import org.apereo.cas.ticket.IdleExpirationPolicy;
import org.apereo.cas.ticket.TicketGrantingTicket;

/** CAS 7.2 and newer: the idle time is a matter of policies that have one. */
final class ThisLine implements CasLine {

    @Override
    public Long timeToIdle(ExpirationPolicy policy) {
        return policy instanceof IdleExpirationPolicy ? ((IdleExpirationPolicy) policy).getTimeToIdle() : null;
    }

    @Override
    public Map<String, Service> services(TicketGrantingTicket ticket) {
        return ticket.getServices();
    }
}
