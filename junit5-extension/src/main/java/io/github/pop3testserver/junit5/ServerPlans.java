package io.github.pop3testserver.junit5;

import io.github.pop3testserver.junit5.spring.ContextServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Groups the declarations of a test by server: each name is one. */
final class ServerPlans {

    private final Map<String, List<Precedence>> precedences = new LinkedHashMap<>();

    private ServerPlans() {}

    /** The servers that the declarations around a test or test class ask for. There is always at least one. */
    static List<ServerPlan> around(ExtensionContext context) {
        List<MergedDeclaration> declared = merged(Declarations.around(context));
        // None if the extension is registered by its class, without the annotation.
        return (declared.isEmpty() ? List.of(new MergedDeclaration("", List.of())) : declared)
                .stream().map(MergedDeclaration::plan).toList();
    }

    /** The servers that belong to the Spring context of a test class. */
    static List<ContextServer> ofSpringContext(Class<?> testClass) {
        List<ContextServer> servers = merged(Declarations.around(testClass)).stream()
                .flatMap(each -> new DeclaredSharing(each).bySpring().stream())
                .map(SpringSharing::declared)
                .toList();
        SpringProperties.refuseSameProperties(servers, testClass);
        return servers;
    }

    private static List<MergedDeclaration> merged(List<Declarations.Site> sites) {
        ServerPlans plans = new ServerPlans();
        sites.forEach(plans::add);
        return plans.precedences.entrySet().stream()
                .map(each -> new MergedDeclaration(each.getKey(), each.getValue()))
                .toList();
    }

    private void add(Declarations.Site site) {
        Set<String> known = Set.copyOf(precedences.keySet());
        for (List<Declaration> group : site.groups()) {
            Map<String, List<Declaration>> named = group.stream()
                    .collect(Collectors.groupingBy(
                            each -> site.injected() ? chosen(each, known) : each.name(),
                            LinkedHashMap::new,
                            Collectors.toList()));
            named.forEach((name, declarations) -> precedences
                    .computeIfAbsent(name, none -> new ArrayList<>())
                    .add(new Precedence(site.testClass(), declarations)));
        }
    }

    /** A parameter or field chooses from the servers declared around it. It declares one only if there are none. */
    private static String chosen(Declaration declaration, Set<String> known) {
        String name = declaration.name();
        if (known.isEmpty()) {
            return name;
        }
        return Names.meant(name, known).orElseThrow(() -> declaration.refused(Names.unclear(name, known)));
    }
}
