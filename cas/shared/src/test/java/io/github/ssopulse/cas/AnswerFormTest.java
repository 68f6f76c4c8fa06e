package io.github.ssopulse.cas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerFormTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "application/vnd.sso-pulse.v1+json",
        "application/vnd.sso-pulse.v1+json, application/json;q=0.9",
        "application/json;q=0.9, application/vnd.sso-pulse.v1+json",
        "Application/VND.sso-pulse.v1+JSON;q=0.5, */*",
        "application/json, application/vnd.sso-pulse.v1+json",
    })
    void the_full_form_is_for_who_names_it(String accept) {
        assertEquals(AnswerForm.FULL, AnswerForm.askedForBy(accept));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {
        "",
        "*/*",
        "application/*",
        "application/json",
        "text/html,application/xhtml+xml;q=0.9",
        "application/vnd.sso-pulse.v2+json, application/json;q=0.9",
        "application/vnd.sso-pulse.v1+json;q=0.5, application/json",
        "application/vnd.sso-pulse.v1+json;q=0",
        "application/vnd.sso-pulse.v1+json;q=high",
        ",;,",
    })
    void everybody_else_gets_the_plain_form(String accept) {
        assertEquals(AnswerForm.PLAIN, AnswerForm.askedForBy(accept));
    }
}
