package io.github.ssopulse.cas.page;

import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;

import org.apereo.cas.client.authentication.AuthenticationFilter;
import org.apereo.cas.client.session.SingleSignOutFilter;
import org.apereo.cas.client.session.SingleSignOutHttpSessionListener;
import org.apereo.cas.client.util.HttpServletRequestWrapperFilter;
import org.apereo.cas.client.validation.Cas30ProxyReceivingTicketValidationFilter;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * An application behind Apereo's CAS client, set up as its manual sets up a web.xml. The one argument is the prefix
 * of the CAS. It prints its own address, and runs for as long as whoever started it keeps its standard input open.
 */
public final class ProtectedPage {

    private ProtectedPage() {
    }

    public static void main(String[] args) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        // The client wants to be told its own address, and only an open connector has a port.
        connector.open();
        String self = "http://127.0.0.1:" + connector.getLocalPort();
        server.setHandler(application(args[0], self));
        server.start();
        System.out.println(self);
        System.in.transferTo(OutputStream.nullOutputStream());
        server.stop();
    }

    private static ServletContextHandler application(String cas, String self) {
        Map<String, String> client = Map.of(
            "casServerUrlPrefix", cas,
            "casServerLoginUrl", cas + "/login",
            "serverName", self);
        ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
        context.addEventListener(new SingleSignOutHttpSessionListener());
        add(context, new SingleSignOutFilter(), client, "/*");
        add(context, sessionForEverybody(), Map.of(), "/app/session");
        add(context, new AuthenticationFilter(), client, "/app", "/app/session");
        add(context, new AuthenticationFilter(), with(client, "gateway", "true"), "/app/passing");
        add(context, new Cas30ProxyReceivingTicketValidationFilter(), client, "/*");
        add(context, new HttpServletRequestWrapperFilter(), Map.of(), "/*");
        context.addServlet(new Pages(), "/*");
        return context;
    }

    /** As many frameworks do: the container then writes the session's id into addresses, also into the service. */
    private static Filter sessionForEverybody() {
        return (request, response, chain) -> {
            ((HttpServletRequest) request).getSession();
            chain.doFilter(request, response);
        };
    }

    private static void add(ServletContextHandler context, Filter filter, Map<String, String> settings, String... paths) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setInitParameters(settings);
        for (String path : paths) {
            context.addFilter(holder, path, EnumSet.of(DispatcherType.REQUEST));
        }
    }

    private static Map<String, String> with(Map<String, String> settings, String name, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(name, value);
        return more;
    }

    /** Every path below /app says who is there; the root leads to it. What guards a path are the filters above. */
    private static final class Pages extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (!request.getRequestURI().startsWith("/app")) {
                response.sendRedirect("app");
                return;
            }
            String user = request.getRemoteUser();
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().println(user == null ? "nobody is signed in" : "signed in as " + user);
        }
    }
}
