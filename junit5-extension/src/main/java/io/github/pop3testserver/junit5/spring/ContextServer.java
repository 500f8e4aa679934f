package io.github.pop3testserver.junit5.spring;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.model.Pop3Endpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A server that lives as long as a Spring context, as tests declare it. Equal ones share a context. */
public final class ContextServer {

    private final String name;
    private final List<?> attributes;
    private final Map<String, String> properties;
    private final Consumer<Pop3TestServerBuilder> configuration;

    /**
     * @param name distinguishes it from other servers of the context; usually empty
     * @param attributes what the configuration consists of
     * @param properties what the test asks for; the values have placeholders
     * @param configuration equal attributes have the same effect
     */
    public ContextServer(
            String name,
            List<?> attributes,
            Map<String, String> properties,
            Consumer<Pop3TestServerBuilder> configuration) {
        this.name = name;
        this.attributes = List.copyOf(attributes);
        this.properties = Map.copyOf(properties);
        this.configuration = configuration;
    }

    public Map<String, String> properties() {
        return properties;
    }

    /** {@code @Pop3Server("archive")}, for messages. */
    public String declaration() {
        return name.isEmpty() ? "@Pop3Server" : "@Pop3Server(\"" + name + "\")";
    }

    String beanName() {
        return name.isEmpty() ? "pop3TestServer" : "pop3TestServer." + name;
    }

    Pop3TestServer start(String title) {
        Pop3TestServerBuilder builder = Pop3TestServer.builder().name(name.isEmpty() ? title : title + ", " + name);
        configuration.accept(builder);
        return builder.start();
    }

    /** What the environment of the context has about the running server. */
    Map<String, Object> propertiesFor(Pop3Endpoint endpoint) {
        Map<String, Object> values = new LinkedHashMap<>();
        String prefix = name.isEmpty() ? "pop3.server." : "pop3.server." + name + ".";
        for (Placeholder each : Placeholder.values()) {
            if (each.isOf(endpoint)) {
                values.put(prefix + each.propertyName(), each.valueOf(endpoint));
            }
        }
        properties.forEach((property, value) -> values.put(property, Placeholder.replaceIn(value, endpoint)));
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContextServer that
                && name.equals(that.name)
                && attributes.equals(that.attributes)
                && properties.equals(that.properties);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + attributes.hashCode()) + properties.hashCode();
    }
}
