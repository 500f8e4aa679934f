package io.github.pop3testserver.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.module.ModuleDescriptor;
import org.junit.jupiter.api.Test;

/** What the module lets others do. */
class ModuleTest {

    @Test
    void jUnitAndSpringCanMakeWhatAnnotationsAndSpringFactoriesName() {
        ModuleDescriptor module = Pop3Server.class.getModule().getDescriptor();
        assumeTrue(module != null, "these tests run on the class path");

        assertThat(module.opens()).singleElement().satisfies(opened -> {
            assertThat(opened.source()).isEqualTo(Pop3Server.class.getPackageName());
            assertThat(opened.targets()).containsExactlyInAnyOrder("org.junit.platform.commons", "spring.core");
        });
    }
}
