package io.github.pop3testserver.junit5;

import io.github.pop3testserver.junit5.spring.ContextServer;
import io.github.pop3testserver.junit5.spring.SpringContexts;
import io.github.pop3testserver.junit5.spring.StartedServer;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The tests of all classes that have the same Spring context have the same server. */
record SpringSharing(ContextServer declared, String origin) implements Sharing {

    private static final String EXTENSION = "org.springframework.test.context.junit.jupiter.SpringExtension";

    @Override
    public String tests() {
        return "tests with this Spring context";
    }

    @Override
    public String alternative() {
        return "";
    }

    @Override
    public boolean mayOverlap(ExtensionContext test) {
        return Concurrency.amongAll(test);
    }

    /** Starts the Spring context of a test or class, if it is not running. */
    StartedServer serverOf(ExtensionContext context) {
        if (!isSpringThere()) {
            throw refused(
                    "a server of a Spring context needs Spring's test framework, which is not on the class path; add"
                            + " org.springframework:spring-test, or use scope = CLASS");
        }
        if (!SpringContexts.isSpringTest(context, TestClasses.around(context))) {
            throw refused(SourceLocation.of(context.getRequiredTestClass())
                    + " has no Spring context that the server could belong to; annotate it with @SpringBootTest,"
                    + " @SpringJUnitConfig or @ExtendWith(SpringExtension.class), or use scope = CLASS");
        }
        return SpringContexts.find(declared, context)
                .orElseThrow(() -> refused("the Spring context of " + SourceLocation.of(context.getRequiredTestClass())
                        + " was made without this server. Spring looks for servers on the class that configures the context and"
                        + " around it only; if that is a superclass, with the @Nested class or a @ContextHierarchy, declare the"
                        + " server there"));
    }

    private ExtensionConfigurationException refused(String why) {
        return new ExtensionConfigurationException(origin + ": " + why);
    }

    private static boolean isSpringThere() {
        try {
            Class.forName(EXTENSION, false, SpringSharing.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
