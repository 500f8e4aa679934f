package io.github.pop3testserver.samples.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/internals/api.txt} lists every name that users can use, so that a change of one is seen in review. With
 * {@code -Dapi.write=true} this test writes the file.
 */
class ApiListTest {

    private static final Path LIST = Path.of("../docs/internals/api.txt");

    @Test
    void listsWhatTheModulesExport() throws IOException {
        String api = Stream.of(Pop3TestServer.class, Pop3Server.class)
                .map(ApiList::ofModuleWith)
                .collect(Collectors.joining("\n"));
        if (Boolean.getBoolean("api.write")) {
            Files.writeString(LIST, api);
        }

        assertThat(LIST)
                .as(
                        "the exported API; if you meant to change it, write the list:%n%s",
                        "./mvnw -pl samples -am test"
                                + " -Dtest=ApiListTest -Dsurefire.failIfNoSpecifiedTests=false -Dapi.write=true")
                .content()
                .isEqualTo(api);
    }
}
