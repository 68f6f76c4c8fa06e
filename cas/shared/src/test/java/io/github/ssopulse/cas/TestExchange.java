package io.github.ssopulse.cas;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A request made of plain values; a cookie reads as the ticket id after "sealed:". */
final class TestExchange implements Exchange {

    final Map<String, String> headers = new HashMap<>();
    String method = "GET";
    String cookie;
    String tgcParameter;
    Answer answer;

    TestExchange() {
        headers.put("Accept", AnswerForm.FULL.contentType);
    }

    String body() {
        return new String(answer.body, StandardCharsets.UTF_8);
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String header(String name) {
        return headers.get(name);
    }

    @Override
    public String queryParameter(String name) {
        return name.equals("tgc") ? tgcParameter : null;
    }

    @Override
    public String ticketGrantingCookie() {
        return cookie;
    }

    @Override
    public String ticketIdIn(String cookieValue) {
        return cookieValue.startsWith("sealed:") ? cookieValue.substring("sealed:".length()) : null;
    }

    @Override
    public void answer(Answer given) {
        answer = given;
    }
}
