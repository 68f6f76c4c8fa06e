package io.github.ssopulse.cas;

import java.time.Clock;
import java.util.List;
import java.util.Map;

import org.apereo.cas.ticket.registry.TicketRegistry;
import org.apereo.cas.util.lock.LockRepository;
import org.apereo.cas.web.CasWebSecurityConfigurer;
import org.apereo.cas.web.cookie.CasCookieBuilder;
import org.apereo.cas.web.cookie.CookieValueManager;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** Adds GET {cas}/isloggedin to a CAS server: being on the class path is enough. */
@AutoConfiguration
@EnableConfigurationProperties(SsoPulseProperties.class)
public class SsoPulseAutoConfiguration {

    /** Asked before all other mappings: it costs one comparison, they cost a search. */
    @Bean
    public HandlerMapping ssoPulseHandlerMapping(
        SsoPulseProperties settings,
        Environment environment,
        @Qualifier(TicketRegistry.BEAN_NAME) TicketRegistry registry,
        @Qualifier(LockRepository.BEAN_NAME) LockRepository locks,
        @Qualifier(CasCookieBuilder.BEAN_NAME_TICKET_GRANTING_COOKIE_BUILDER) CasCookieBuilder cookies,
        @Qualifier("cookieValueManager") CookieValueManager cookieValues
    ) {
        IsLoggedIn endpoint = new IsLoggedIn(
            settings,
            environment.getProperty("cas.sso.sso-enabled", Boolean.class, true),
            environment.getProperty("cas.server.name", ""),
            registry,
            locks,
            new ThisLine(),
            Clock.systemUTC());
        IsLoggedInHandler handler = new IsLoggedInHandler(endpoint, cookies, cookieValues);
        return new SimpleUrlHandlerMapping(Map.of(IsLoggedIn.PATH, handler), Ordered.HIGHEST_PRECEDENCE);
    }

    /** Opens this path to everybody, and nothing else. */
    @Bean
    public CasWebSecurityConfigurer<Void> ssoPulseWebSecurityConfigurer() {
        return new CasWebSecurityConfigurer<>() {
            @Override
            public List<String> getIgnoredEndpoints() {
                return List.of(IsLoggedIn.PATH);
            }
        };
    }
}
