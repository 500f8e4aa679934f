package io.github.pop3testserver.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class UsersTest {

    private final Users users = Seeds.users();

    @Test
    void eachUserHasOneMaildropInTheOrderOfTheirArrival() {
        StoredMaildrop zoe = users.add("zoe", "a");
        StoredMaildrop ann = users.add("ann", "b");

        assertThat(users.maildrops()).containsExactly(zoe, ann);
        assertThat(users.maildrop("ann")).isSameAs(ann);
        assertThat(users.maildrop("Ann")).isNull();
        assertThat(zoe.username()).isEqualTo("zoe");
        assertThat(zoe.secrets().password()).isEqualTo("a");
        assertThat(zoe.messages()).isEmpty();
    }

    @Test
    void aUserThatIsThereAlreadyIsRefused() {
        StoredMaildrop first = users.add("ann", "a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> users.add("ann", "b"))
                .withMessageContaining("\"ann\"");
        assertThat(users.maildrops()).containsExactly(first);
        assertThat(first.secrets().password()).isEqualTo("a");
    }

    @Test
    void theListOfMaildropsIsASnapshot() {
        var before = users.maildrops();
        users.add("ann", "a");
        assertThat(before).isEmpty();
    }
}
