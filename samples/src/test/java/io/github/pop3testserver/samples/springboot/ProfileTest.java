package io.github.pop3testserver.samples.springboot;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;
import static org.awaitility.Awaitility.await;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.junit5.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;

/** The properties are in {@code application-test.yaml}, which refers to the server's. */
@SpringBootTest
@ActiveProfiles("test")
@Pop3Server(scope = Scope.SPRING_CONTEXT)
@Execution(ExecutionMode.SAME_THREAD)
class ProfileTest {

    @Test
    void deletesWhatItHasStored(Maildrop maildrop) {
        var mail = maildrop.add(message("one").text("no sound"));

        await().untilAsserted(() -> assertThat(maildrop).hasDeletedExactly(mail));
    }
}
