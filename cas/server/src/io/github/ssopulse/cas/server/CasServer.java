package io.github.ssopulse.cas.server;

import org.apereo.cas.configuration.CasConfigurationProperties;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.EnableAspectJAutoProxy;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/**
 * Starts CAS 7.2.0 without cas-server-webapp-init, which isn't on Maven Central. It only switches on what
 * CAS's own main class does; everything else configures itself.
 */
@SpringBootApplication(proxyBeanMethods = false, scanBasePackages = "io.github.ssopulse.cas.server.none")
@EnableConfigurationProperties(CasConfigurationProperties.class)
@EnableAspectJAutoProxy
@EnableTransactionManagement
@EnableScheduling
@EnableAsync
public class CasServer {

    public static void main(String[] args) {
        SpringApplication.run(CasServer.class, args);
    }
}
