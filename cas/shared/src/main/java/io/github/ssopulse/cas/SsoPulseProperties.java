package io.github.ssopulse.cas;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** The settings of the module. Whatever releases or changes something is off until it is named here. */
@ConfigurationProperties("sso-pulse")
public class SsoPulseProperties {

    /**
     * Names of the principal's attributes to release; none by default.
     */
    private List<String> attributes = new ArrayList<>();

    /**
     * Whether to list the URLs of the applications that were signed in to during the session.
     */
    private boolean services;

    /**
     * Whether to accept the cookie's value as the query parameter "tgc". It puts a bearer secret into URLs,
     * and so into access logs and histories.
     */
    private boolean tgcParameter;

    /**
     * How many seconds a client should wait before it looks again by itself; it decides when not set.
     */
    private Integer pollAfterSeconds;

    /**
     * The same after a cookie that can't be read: CAS logs a warning each time it is sent one.
     */
    private int unreadablePollAfterSeconds = 300;

    private final Touch touch = new Touch();

    public List<String> getAttributes() {
        return attributes;
    }

    public void setAttributes(List<String> attributes) {
        this.attributes = attributes;
    }

    public boolean isServices() {
        return services;
    }

    public void setServices(boolean services) {
        this.services = services;
    }

    public boolean isTgcParameter() {
        return tgcParameter;
    }

    public void setTgcParameter(boolean tgcParameter) {
        this.tgcParameter = tgcParameter;
    }

    public Integer getPollAfterSeconds() {
        return pollAfterSeconds;
    }

    public void setPollAfterSeconds(Integer pollAfterSeconds) {
        this.pollAfterSeconds = pollAfterSeconds;
    }

    public int getUnreadablePollAfterSeconds() {
        return unreadablePollAfterSeconds;
    }

    public void setUnreadablePollAfterSeconds(int unreadablePollAfterSeconds) {
        this.unreadablePollAfterSeconds = unreadablePollAfterSeconds;
    }

    public Touch getTouch() {
        return touch;
    }

    /** POST {cas}/isloggedin. */
    public static class Touch {

        /**
         * Whether POST isloggedin extends the session, as a use of it does.
         */
        private boolean enabled;

        /**
         * Origins that may extend the session, beside the CAS server's own.
         */
        private List<String> allowedOrigins = new ArrayList<>();

        public boolean isEnabled() {
            return enabled;
        }

        public void setEnabled(boolean enabled) {
            this.enabled = enabled;
        }

        public List<String> getAllowedOrigins() {
            return allowedOrigins;
        }

        public void setAllowedOrigins(List<String> allowedOrigins) {
            this.allowedOrigins = allowedOrigins;
        }
    }
}
