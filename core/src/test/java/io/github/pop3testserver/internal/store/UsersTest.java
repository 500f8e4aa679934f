package io.github.pop3testserver.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
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

    /** RFC 4616 section 2: SASLprep for the stored name and for the presented one. */
    @Test
    void aUserIsKnownByAnyNameThatSaslprepMakesTheSame() {
        StoredMaildrop fiancee = users.add("\uFB01anc\u00E9e", "a");
        assertThat(users.maildrop("fiance\u0301e")).isSameAs(fiancee);
        assertThat(users.maildrop("\uFB01anc\u00E9e")).isSameAs(fiancee);
        assertThat(users.maildrop("fiancee")).isNull();
        assertThat(users.maildrops()).extracting(StoredMaildrop::username).containsExactly("\uFB01anc\u00E9e");
        users.addAdministrator("ro\u00ADot", "x");
        assertThat(users.isAdministrator("root")).isTrue();
    }

    @Test
    void aNameThatSaslprepProhibitsIsKnownAsItIs() {
        StoredMaildrop odd = users.add("a\u200Eb", "a");
        assertThat(users.maildrop("a\u200Eb")).isSameAs(odd);
        assertThat(users.maildrop("ab")).isNull();
    }

    @Test
    void aNameThatSaslprepMakesAnothersIsRefused() {
        users.add("a", "a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> users.add("\u00AA", "b"))
                .withMessage("user \"a\" already exists, and SASLprep (RFC 4013) makes \"\u00AA\" the same name;"
                        + " each user has one maildrop, so choose another name");
    }

    @Test
    void anAdministratorIsNoUserAndNoUserAnAdministrator() {
        users.addAdministrator("root", "x");
        users.add("ann", "a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> users.add("root", "b"))
                .withMessageContaining("\"root\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> users.addAdministrator("ann", "b"))
                .withMessageContaining("\"ann\"");
        assertThat(users.secrets("root").password()).isEqualTo("x");
        assertThat(users.isAdministrator("ann")).isFalse();
    }

    @Test
    void aRemovedUserCanBeAddedAgainAndGetsOtherUniqueIds() {
        String before = Seeds.add(users.add("ann", "a"), new byte[0]).uid();
        users.addAdministrator("root", "x");

        users.clear();

        assertThat(users.maildrops()).isEmpty();
        assertThat(users.secrets("ann")).isNull();
        assertThat(users.isAdministrator("root")).isFalse();
        assertThat(Seeds.add(users.add("ann", "b"), new byte[0]).uid()).isNotEqualTo(before);
    }

    @Test
    void theLongestLoginDelayIsKnownAndWhetherTheyDiffer() {
        assertThat(users.longestLoginDelay()).isEqualTo(Duration.ZERO);
        assertThat(users.loginDelaysDiffer()).isFalse();
        users.add("ann", "a").delayLogins(Duration.ofMinutes(1));
        assertThat(users.loginDelaysDiffer()).isFalse();
        users.add("bob", "b").delayLogins(Duration.ofMinutes(5));
        users.add("zoe", "c").delayLogins(Duration.ofMinutes(1));
        assertThat(users.longestLoginDelay()).isEqualTo(Duration.ofMinutes(5));
        assertThat(users.loginDelaysDiffer()).isTrue();
    }

    @Test
    void theListOfMaildropsIsASnapshot() {
        var before = users.maildrops();
        users.add("ann", "a");
        assertThat(before).isEmpty();
    }
}
