package io.github.pop3testserver.samples.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** docs/clients.md is what the libraries do. Other systems than Linux report lost connections in other ways. */
@EnabledOnOs(OS.LINUX)
class ClientsPageTest {

    private static final Path PAGE = Path.of("../docs/clients.md");

    private static final String REMEDY = "If these lines are right, write the page again with"
            + " mvn -pl samples -am test -Dtest=ClientsPageTest -Dsurefire.failIfNoSpecifiedTests=false"
            + " -Dclients.write=true";

    @Test
    void thePageShowsWhatTheLibrariesDo() throws Exception {
        String observed = new ClientsPage(Observations.make()).text();
        if (Boolean.getBoolean("clients.write")) {
            Files.writeString(PAGE, observed);
        }

        String page = Files.readString(PAGE);
        assertThat(observed.lines())
                .as("what the libraries do now and docs/clients.md does not show%n%s", REMEDY)
                .filteredOn(line -> page.lines().noneMatch(line::equals))
                .isEmpty();
        assertThat(page).as("docs/clients.md%n%s", REMEDY).isEqualTo(observed);
    }
}
