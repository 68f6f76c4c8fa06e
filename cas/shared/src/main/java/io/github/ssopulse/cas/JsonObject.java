package io.github.ssopulse.cas;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Collection;

/**
 * A JSON object (RFC 8259) written as it is built. A value that is null is a field that is absent.
 * By hand, since a look is asked for every minute by everybody and has no use for an object mapper.
 */
final class JsonObject {

    private static final DateTimeFormatter MILLISECONDS = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final StringBuilder json = new StringBuilder(640).append('{');

    JsonObject put(String name, String value) {
        if (value != null) {
            name(name);
            quote(value);
        }
        return this;
    }

    JsonObject put(String name, Boolean value) {
        if (value != null) {
            name(name).append(value);
        }
        return this;
    }

    JsonObject put(String name, Number value) {
        if (value != null) {
            name(name).append(value);
        }
        return this;
    }

    JsonObject put(String name, Instant value) {
        if (value != null) {
            name(name).append('"');
            MILLISECONDS.formatTo(value, json);
            json.append('"');
        }
        return this;
    }

    JsonObject put(String name, Collection<?> values) {
        if (values != null) {
            name(name).append('[');
            String separator = "";
            for (Object value : values) {
                json.append(separator);
                quote(String.valueOf(value));
                separator = ",";
            }
            json.append(']');
        }
        return this;
    }

    JsonObject put(String name, JsonObject value) {
        if (value != null) {
            name(name).append(value);
        }
        return this;
    }

    private StringBuilder name(String name) {
        if (json.length() > 1) {
            json.append(',');
        }
        quote(name);
        return json.append(':');
    }

    private void quote(String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c == '\u2028' || c == '\u2029' || c == '<') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    @Override
    public String toString() {
        return json + "}";
    }
}
