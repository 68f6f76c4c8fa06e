package io.github.ssopulse.cas;

import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.apereo.cas.web.cookie.CasCookieBuilder;
import org.apereo.cas.web.cookie.CookieValueManager;
import org.springframework.web.HttpRequestHandler;

/** The endpoint as a servlet API sees it. It writes to the response itself: there is nothing to convert. */
final class IsLoggedInHandler implements HttpRequestHandler {

    private static final String LOOK_ATTRIBUTE = "sso-pulse";

    private final IsLoggedIn endpoint;
    private final CasCookieBuilder cookies;
    private final CookieValueManager cookieValues;

    IsLoggedInHandler(IsLoggedIn endpoint, CasCookieBuilder cookies, CookieValueManager cookieValues) {
        this.endpoint = endpoint;
        this.cookies = cookies;
        this.cookieValues = cookieValues;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // For server.tomcat.accesslog.condition-unless: a look a minute by everybody would drown the rest.
        request.setAttribute(LOOK_ATTRIBUTE, Boolean.TRUE);
        endpoint.serve(new ServletExchange(request, response));
    }

    private final class ServletExchange implements Exchange {

        private final HttpServletRequest request;
        private final HttpServletResponse response;

        ServletExchange(HttpServletRequest request, HttpServletResponse response) {
            this.request = request;
            this.response = response;
        }

        @Override
        public String method() {
            return request.getMethod();
        }

        @Override
        public String header(String name) {
            Enumeration<String> values = request.getHeaders(name);
            return values.hasMoreElements() ? String.join(",", Collections.list(values)) : null;
        }

        @Override
        public String queryParameter(String name) {
            return request.getParameter(name);
        }

        /** Not retrieveCookieValue of the builder: that one also takes a header or a parameter of the cookie's name. */
        @Override
        public String ticketGrantingCookie() {
            Cookie[] sent = request.getCookies();
            if (sent != null) {
                String name = cookies.getCookieName();
                for (Cookie cookie : sent) {
                    if (cookie.getName().equals(name)) {
                        return cookie.getValue();
                    }
                }
            }
            return null;
        }

        @Override
        public String ticketIdIn(String cookieValue) {
            try {
                String id = cookieValues.obtainCookieValue(cookieValue, request);
                return id == null || id.isBlank() ? null : id;
            } catch (RuntimeException pinnedOrBroken) {
                return null;
            }
        }

        @Override
        public void answer(Answer answer) throws IOException {
            response.setStatus(answer.status);
            response.setHeader("Cache-Control", "no-store");
            response.addHeader("Vary", "Accept");
            if (answer.retryAfterSeconds != null) {
                response.setIntHeader("Retry-After", answer.retryAfterSeconds);
            }
            if (answer.allow != null) {
                response.setHeader("Allow", answer.allow);
            }
            response.setContentType(answer.contentType);
            response.setContentLength(answer.body.length);
            response.getOutputStream().write(answer.body);
        }
    }
}
