package io.github.ssopulse.cas;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Who may extend a session: pages of the CAS server itself, and the origins that the deployer names. */
final class AllowedOrigins {

    private final Set<String> origins = new HashSet<>();

    AllowedOrigins(String casServerName, List<String> others) {
        add(casServerName);
        others.forEach(this::add);
    }

    boolean contains(String origin) {
        return origin != null && origins.contains(originOf(origin));
    }

    private void add(String url) {
        String origin = originOf(url);
        if (!origin.isEmpty()) {
            origins.add(origin);
        }
    }

    /** Scheme, host and port as a browser writes them (RFC 6454, 6.2); empty for what has none, such as "null". */
    private static String originOf(String url) {
        try {
            URI uri = URI.create(url.trim());
            if (uri.getScheme() == null || uri.getHost() == null) {
                return "";
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            boolean usual = uri.getPort() < 0
                || uri.getPort() == 443 && scheme.equals("https")
                || uri.getPort() == 80 && scheme.equals("http");
            return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + (usual ? "" : ":" + uri.getPort());
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
