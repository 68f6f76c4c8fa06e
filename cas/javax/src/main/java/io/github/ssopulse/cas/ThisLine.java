package io.github.ssopulse.cas;

import java.util.Map;

import org.apereo.cas.authentication.principal.Service;
import org.apereo.cas.ticket.AuthenticatedServicesAwareTicketGrantingTicket;
import org.apereo.cas.ticket.ExpirationPolicy;
import org.apereo.cas.ticket.TicketGrantingTicket;

/** CAS 6.6: every policy answers for its idle time, and the services stand on an interface of their own. */
final class ThisLine implements CasLine {

    @Override
    public Long timeToIdle(ExpirationPolicy policy) {
        return policy.getTimeToIdle();
    }

    @Override
    public Map<String, Service> services(TicketGrantingTicket ticket) {
        return ticket instanceof AuthenticatedServicesAwareTicketGrantingTicket
            ? ((AuthenticatedServicesAwareTicketGrantingTicket) ticket).getServices()
            : Map.of();
    }
}
