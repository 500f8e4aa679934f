package io.github.pop3testserver.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.Maildrop;
import org.junit.jupiter.api.Test;

/** The annotation takes no name and no password that the builder refuses. */
class UnsendableNameTest {

    static class NameWithASpace {
        @Test
        @Pop3Server(username = "ann ")
        void test(Maildrop maildrop) {}
    }

    @Test
    void aUserNameThatNoClientCanSendIsRefused() {
        assertThat(Run.of(NameWithASpace.class).failure())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the user name \"ann \" begins or ends with a space");
    }

    static class PasswordWithALineEnd {
        @Test
        @Pop3Server(password = "secret\n")
        void test(Maildrop maildrop) {}
    }

    @Test
    void aPasswordThatNoClientCanSendIsRefused() {
        assertThat(Run.of(PasswordWithALineEnd.class).failure())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a password cannot have the character U+000A (at index 6)");
    }
}
