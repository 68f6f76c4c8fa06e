package io.github.ssopulse.cas;

import java.util.Locale;

/** The two forms of an answer, and which of them an Accept header asks for. */
enum AnswerForm {

    /** Everything there is to know about the session. */
    FULL("application/vnd.sso-pulse.v1+json"),

    /** A flat map of the user, empty when nobody is signed in. */
    PLAIN("application/json");

    final String contentType;

    AnswerForm(String contentType) {
        this.contentType = contentType;
    }

    /**
     * The full form is for clients that name it, and rank it no lower than JSON in general. A wildcard doesn't
     * name it. Nobody gets a 406: RFC 9110, 12.5.1 lets a server disregard an Accept that it can't serve.
     */
    static AnswerForm askedForBy(String accept) {
        if (accept == null || !accept.toLowerCase(Locale.ROOT).contains(FULL.contentType)) {
            return PLAIN;
        }
        double full = 0;
        double plain = 0;
        for (String range : accept.split(",")) {
            String[] parts = range.split(";");
            String type = parts[0].trim();
            if (type.equalsIgnoreCase(FULL.contentType)) {
                full = quality(parts);
            } else if (type.equalsIgnoreCase(PLAIN.contentType)) {
                plain = quality(parts);
            }
        }
        return full > 0 && full >= plain ? FULL : PLAIN;
    }

    private static double quality(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].trim();
            if (parameter.startsWith("q=") || parameter.startsWith("Q=")) {
                try {
                    return Double.parseDouble(parameter.substring(2));
                } catch (NumberFormatException malformed) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
