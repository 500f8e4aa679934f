package io.github.pop3testserver.junit5;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Knows whether the project's JUnit Jupiter is new enough. What it refers to itself is in each version. */
final class JupiterVersion {

    /** Came with the oldest version that will do. */
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

    /** Says what to do, where otherwise a class would be missing. */
    static void requireNewEnough() {
        if (!isNewEnough()) {
            throw new ExtensionConfigurationException("POP3 Test Server needs JUnit Jupiter 5.12 or later, but found "
                    + found()
                    + ": set the property junit-jupiter.version, if your build has it as with Spring Boot, or the"
                    + " version of your junit-jupiter dependency to 5.12.2 or later");
        }
    }

    /** On the module path packages have no version. */
    private static String found() {
        return Optional.ofNullable(Test.class.getPackage().getImplementationVersion())
                .or(() -> Optional.ofNullable(Test.class.getModule().getDescriptor())
                        .flatMap(ModuleDescriptor::rawVersion))
                .orElse("an older version");
    }
}
