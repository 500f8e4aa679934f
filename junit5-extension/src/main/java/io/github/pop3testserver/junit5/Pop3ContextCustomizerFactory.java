package io.github.pop3testserver.junit5;

import io.github.pop3testserver.junit5.spring.ContextServer;
import io.github.pop3testserver.junit5.spring.ServerCustomizer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;

/** Lets Spring start the servers of a test's context. Spring finds it through {@code META-INF/spring.factories}. */
final class Pop3ContextCustomizerFactory implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        List<ContextServer> servers = ServerPlans.ofSpringContext(testClass);
        return servers.isEmpty() ? null : new ServerCustomizer(servers);
    }
}
