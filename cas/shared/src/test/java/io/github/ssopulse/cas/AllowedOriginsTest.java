package io.github.ssopulse.cas;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedOriginsTest {

    private final AllowedOrigins origins = new AllowedOrigins(
        "https://SSO.example.org:443",
        List.of("http://app.example.org:8080", "chrome-extension://abcdefgh"));

    @ParameterizedTest
    @ValueSource(strings = {"https://sso.example.org", "http://app.example.org:8080", "chrome-extension://abcdefgh"})
    void the_own_origin_and_the_listed_ones_may(String origin) {
        assertTrue(origins.contains(origin));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {
        "",
        "null",
        "http://sso.example.org",
        "https://sso.example.org:8443",
        "https://sso.example.org.evil.example",
        "https://evil.example",
        "http://app.example.org",
        "https://sso.example.org,https://evil.example",
        "not an origin",
    })
    void nobody_else_may(String origin) {
        assertFalse(origins.contains(origin));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null"})
    void an_unknown_server_name_allows_nobody(String origin) {
        assertFalse(new AllowedOrigins("", List.of()).contains(origin));
    }
}
