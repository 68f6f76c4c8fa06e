package io.github.ssopulse.cas;

import java.io.IOException;

/** One HTTP request and its response, without naming a servlet API. */
interface Exchange {

    String method();

    /** All values of the header, joined by commas as HTTP allows; null when there is none. */
    String header(String name);

    String queryParameter(String name);

    /** The raw value of the ticket-granting cookie; null when the request carries none. */
    String ticketGrantingCookie();

    /** The id of the TGT in a cookie value; null when it can't be read or is pinned to someone else. */
    String ticketIdIn(String cookieValue);

    void answer(Answer answer) throws IOException;
}
