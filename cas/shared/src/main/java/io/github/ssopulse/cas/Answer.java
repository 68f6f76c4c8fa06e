package io.github.ssopulse.cas;

import java.nio.charset.StandardCharsets;

/** What goes back to the client: a status, a JSON body and the few headers that depend on them. */
final class Answer {

    final int status;
    final String contentType;
    final byte[] body;
    final Integer retryAfterSeconds;
    final String allow;

    private Answer(int status, String contentType, JsonObject body, Integer retryAfterSeconds, String allow) {
        this.status = status;
        this.contentType = contentType;
        this.body = body == null ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8);
        this.retryAfterSeconds = retryAfterSeconds;
        this.allow = allow;
    }

    static Answer of(AnswerForm form, JsonObject body) {
        return new Answer(200, form.contentType, body, null, null);
    }

    static Answer refused(int status, String error) {
        return new Answer(status, AnswerForm.PLAIN.contentType, new JsonObject().put("error", error), null, null);
    }

    static Answer unavailable(String error, int pollAfterSeconds) {
        JsonObject body = new JsonObject().put("error", error).put("pollAfterSeconds", pollAfterSeconds);
        return new Answer(503, AnswerForm.PLAIN.contentType, body, pollAfterSeconds, null);
    }

    static Answer methodNotAllowed(String error, String allow) {
        return new Answer(405, AnswerForm.PLAIN.contentType, new JsonObject().put("error", error), null, allow);
    }

    static Answer options(String allow) {
        return new Answer(200, AnswerForm.PLAIN.contentType, null, null, allow);
    }
}
