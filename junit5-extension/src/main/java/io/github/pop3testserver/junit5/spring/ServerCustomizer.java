package io.github.pop3testserver.junit5.spring;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/** Starts the servers of a Spring context before its beans exist. Contexts are cached by equal customizers. */
public final class ServerCustomizer implements ContextCustomizer {

    private final Set<ContextServer> servers;

    public ServerCustomizer(Collection<ContextServer> servers) {
        this.servers = new LinkedHashSet<>(servers);
    }

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        ContextServers own = ContextServers.registeredIn(context);
        try {
            addServers(context, configuration, own);
        } catch (RuntimeException | Error e) {
            // Spring destroys the beans of a context only from its refresh on.
            own.destroy();
            throw e;
        }
    }

    private void addServers(
            ConfigurableApplicationContext context, MergedContextConfiguration configuration, ContextServers own) {
        ApplicationContext parent = configuration.getParentApplicationContext();
        String title = "Spring context of " + shortName(configuration.getTestClass());
        Map<String, Object> properties = new LinkedHashMap<>();
        for (ContextServer each : servers) {
            // Each level of a context hierarchy is customized, but they have one server.
            StartedServer running = ContextServers.find(each, parent).orElseGet(() -> own.start(each, title));
            context.getBeanFactory().registerSingleton(each.beanName(), running.server());
            properties.putAll(each.propertiesFor(running.server().endpoint()));
        }
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("@Pop3Server", properties));
    }

    private static String shortName(Class<?> type) {
        return type.getName()
                .substring(type.getPackageName().length())
                .replaceFirst("^\\.", "")
                .replace('$', '.');
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ServerCustomizer that && servers.equals(that.servers);
    }

    @Override
    public int hashCode() {
        return servers.hashCode();
    }
}
