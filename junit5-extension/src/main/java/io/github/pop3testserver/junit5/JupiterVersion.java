package io.github.pop3testserver.junit5;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Checks that the project's JUnit Jupiter is new enough. This class uses only what every version of Jupiter has. */
final class JupiterVersion {

    /** The oldest supported version introduced this class. */
    private static final String NEWEST_CLASS = "org.junit.jupiter.api.extension.PreInterruptCallback";

    private JupiterVersion() {}

    static boolean isNewEnough() {
        try {
            Class.forName(NEWEST_CLASS, false, JupiterVersion.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Fails with advice. Otherwise the test would fail because a class is missing. */
    static void requireNewEnough() {
        if (!isNewEnough()) {
            throw new ExtensionConfigurationException("POP3 Test Server needs JUnit Jupiter 5.12 or later, but found "
                    + found()
                    + ": set the property junit-jupiter.version, if your build has it as with Spring Boot, or the"
                    + " version of your junit-jupiter dependency to 5.12.2 or later");
        }
    }

    /** Packages have no version on the module path. */
    private static String found() {
        return Optional.ofNullable(Test.class.getPackage().getImplementationVersion())
                .or(() -> Optional.ofNullable(Test.class.getModule().getDescriptor())
                        .flatMap(ModuleDescriptor::rawVersion))
                .orElse("an older version");
    }
}
