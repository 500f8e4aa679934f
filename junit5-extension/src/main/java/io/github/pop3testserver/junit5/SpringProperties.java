package io.github.pop3testserver.junit5;

import io.github.pop3testserver.junit5.spring.ContextServer;
import io.github.pop3testserver.junit5.spring.Placeholder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Reads {@link Pop3Server#springProperties()}. */
final class SpringProperties {

    private SpringProperties() {}

    /** The values by the names of the properties. The nearest one counts. */
    static Map<String, String> of(MergedDeclaration declared) {
        Map<String, String> all = new LinkedHashMap<>();
        for (Declaration declaration : declared.declarations()) {
            for (String property : declaration.values().springProperties()) {
                int equals = property.indexOf('=');
                if (equals < 0 || property.substring(0, equals).isBlank()) {
                    throw declaration.refused("springProperties = \"" + property
                            + "\" must be a name and a value, such as \"app.mailbox.port=${port}\"");
                }
                Placeholder.unknownIn(property).ifPresent(unknown -> {
                    throw declaration.refused("springProperties = \"" + property + "\" has the unknown placeholder "
                            + unknown + "; known: " + Placeholder.list());
                });
                all.put(
                        property.substring(0, equals).strip(),
                        property.substring(equals + 1).strip());
            }
        }
        return all;
    }

    /** The property of a context can lead to one server only. */
    static void refuseSameProperties(List<ContextServer> servers, Class<?> testClass) {
        Map<String, ContextServer> owners = new HashMap<>();
        for (ContextServer server : servers) {
            for (String property : server.properties().keySet()) {
                ContextServer other = owners.putIfAbsent(property, server);
                if (other != null) {
                    throw new ExtensionConfigurationException(server.declaration() + " around "
                            + SourceLocation.of(testClass) + ": springProperties sets \"" + property + "\", but "
                            + other.declaration() + " sets it, too; give each server properties of its own");
                }
            }
        }
    }
}
