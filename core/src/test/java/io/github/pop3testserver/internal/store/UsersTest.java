package io.github.pop3testserver.internal.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class UsersTest {

    private final Users users = new Users();

    @Test
    void eachUserHasOneMaildropInTheOrderOfTheirArrival() {
        StoredMaildrop zoe = users.add("zoe", "a");
        StoredMaildrop ann = users.add("ann", "b");

        assertThat(users.maildrops()).containsExactly(zoe, ann);
        assertThat(users.maildrop("ann")).isSameAs(ann);
        assertThat(users.maildrop("Ann")).isNull();
        assertThat(zoe.username()).isEqualTo("zoe");
        assertThat(zoe.password()).isEqualTo("a");
        assertThat(zoe.messages()).isEmpty();
    }

    @Test
    void aUserThatIsThereAlreadyIsRefused() {
        StoredMaildrop first = users.add("ann", "a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> users.add("ann", "b"))
                .withMessageContaining("\"ann\"");
        assertThat(users.maildrops()).containsExactly(first);
        assertThat(first.password()).isEqualTo("a");
    }

    @Test
    void theListOfMaildropsIsASnapshot() {
        var before = users.maildrops();
        users.add("ann", "a");
        assertThat(before).isEmpty();
    }

    @Test
    void theRightPasswordOpensTheRightMaildrop() {
        StoredMaildrop ann = users.add("ann", "secret");
        users.add("bob", "other");

        assertThat(users.authenticate("ann", "secret".getBytes(US_ASCII))).isSameAs(ann);
        assertThat(users.authenticate("ann", "other".getBytes(US_ASCII))).isNull();
        assertThat(users.authenticate("ann", "Secret".getBytes(US_ASCII))).isNull();
        assertThat(users.authenticate("ann", "secret ".getBytes(US_ASCII))).isNull();
        assertThat(users.authenticate("ann", new byte[0])).isNull();
        assertThat(users.authenticate("eve", "secret".getBytes(US_ASCII))).isNull();
    }

    @Test
    void aPasswordMayComeInUtf8OrInIso88591() {
        StoredMaildrop ann = users.add("ann", "grün §");

        assertThat(users.authenticate("ann", "grün §".getBytes(UTF_8))).isSameAs(ann);
        assertThat(users.authenticate("ann", "grün §".getBytes(ISO_8859_1))).isSameAs(ann);
        assertThat(users.authenticate("ann", "gr?n ?".getBytes(US_ASCII))).isNull();
    }

    @Test
    void aPasswordBeyondIso88591ComesInUtf8() {
        StoredMaildrop ann = users.add("ann", "пароль");
        assertThat(users.authenticate("ann", ann.password().getBytes(UTF_8))).isSameAs(ann);
    }

    @Test
    void anEmptyPasswordIsAPassword() {
        StoredMaildrop ann = users.add("ann", "");
        assertThat(users.authenticate("ann", new byte[0])).isSameAs(ann);
        assertThat(users.authenticate("ann", new byte[1])).isNull();
    }

    @Test
    void aChangedPasswordReplacesTheOldOne() {
        StoredMaildrop ann = users.add("ann", "old");
        ann.changePassword("new");
        assertThat(users.authenticate("ann", "old".getBytes(US_ASCII))).isNull();
        assertThat(users.authenticate("ann", "new".getBytes(US_ASCII))).isSameAs(ann);
        assertThat(ann.password()).isEqualTo("new");
    }
}
