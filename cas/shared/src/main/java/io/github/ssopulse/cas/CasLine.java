package io.github.ssopulse.cas;

import java.util.Map;

import org.apereo.cas.authentication.principal.Service;
import org.apereo.cas.ticket.ExpirationPolicy;
import org.apereo.cas.ticket.TicketGrantingTicket;

/** The two calls of the ticket API that moved between the lines of CAS. */
interface CasLine {

    /** The idle time of a policy that has one, in seconds. */
    Long timeToIdle(ExpirationPolicy policy);

    /** The services that were signed in to during the session, by service ticket id. */
    Map<String, Service> services(TicketGrantingTicket ticket);
}
