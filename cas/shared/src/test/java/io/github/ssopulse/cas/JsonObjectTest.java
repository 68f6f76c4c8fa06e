package io.github.ssopulse.cas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

class JsonObjectTest {

    @Test
    void nothing_is_an_empty_object() {
        assertEquals("{}", new JsonObject().toString());
    }

    @Test
    void what_is_null_is_absent() {
        JsonObject json = new JsonObject()
            .put("text", (String) null)
            .put("instant", (Instant) null)
            .put("number", (Integer) null);
        assertEquals("{}", json.toString());
    }

    @Test
    void each_kind_of_value_has_its_notation() {
        String json = new JsonObject()
            .put("text", "Zoë")
            .put("truth", true)
            .put("number", 28_800L)
            .put("many", List.of("a", 1))
            .put("object", new JsonObject().put("x", "y"))
            .toString();
        assertEquals(
            "{\"text\":\"Zoë\",\"truth\":true,\"number\":28800,\"many\":[\"a\",\"1\"],\"object\":{\"x\":\"y\"}}",
            json);
    }

    @Test
    void an_instant_always_has_milliseconds() {
        String json = new JsonObject()
            .put("whole", Instant.parse("2026-11-21T07:00:00Z"))
            .put("nanos", Instant.parse("2026-11-21T07:00:00.123456789Z"))
            .toString();
        assertEquals("{\"whole\":\"2026-11-21T07:00:00.000Z\",\"nanos\":\"2026-11-21T07:00:00.123Z\"}", json);
    }

    @Test
    void no_value_can_leave_its_quotes_or_a_script_element() {
        String json = new JsonObject().put("a\"b", "\\ \n \u0000 \u2028 </script>").toString();
        assertEquals("{\"a\\\"b\":\"\\\\ \\u000a \\u0000 \\u2028 \\u003c/script>\"}", json);
    }
}
