package io.github.pop3testserver.junit5.spring;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The servers of a Spring context: a bean of it, which closes them. */
final class ContextServers implements DisposableBean {

    private static final String BEAN = ContextServers.class.getName();

    private final Map<ContextServer, StartedServer> started = new LinkedHashMap<>();

    /** Spring destroys what is registered here even if the context fails to start. */
    static ContextServers registeredIn(ConfigurableApplicationContext context) {
        ContextServers servers = new ContextServers();
        context.getBeanFactory().registerSingleton(BEAN, servers);
        // The first one is destroyed last: other beans can still end their sessions.
        ((DefaultSingletonBeanRegistry) context.getBeanFactory()).registerDisposableBean(BEAN, servers);
        return servers;
    }

    /** A server of a context or of its parents. */
    static Optional<StartedServer> find(ContextServer declared, @Nullable ApplicationContext context) {
        for (ApplicationContext each = context; each != null; each = each.getParent()) {
            if (each.containsLocalBean(BEAN)) {
                StartedServer found =
                        each.getBean(BEAN, ContextServers.class).started.get(declared);
                if (found != null) {
                    return Optional.of(found);
                }
            }
        }
        return Optional.empty();
    }

    StartedServer start(ContextServer declared, String title) {
        StartedServer server = new StartedServer(declared.start(title));
        started.put(declared, server);
        return server;
    }

    @Override
    public void destroy() {
        started.values().forEach(StartedServer::close);
    }
}
