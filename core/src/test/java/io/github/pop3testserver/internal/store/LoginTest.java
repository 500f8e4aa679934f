package io.github.pop3testserver.internal.store;

import static io.github.pop3testserver.model.ResponseCode.AUTH_FAILED;
import static io.github.pop3testserver.model.ResponseCode.IN_USE;
import static io.github.pop3testserver.model.ResponseCode.LOGIN_DELAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginTest {

    private static final Login WRONG = wrong("wrong password or token for \"ann\"");
    private static final Login LOCKED_OUT =
            new Login.Refused(AUTH_FAILED, "Too many failed logins.", "by lockOutAfter(...)");

    private long nanos = -5;
    private final Users users = new Users(() -> nanos, 2);
    private final StoredMaildrop maildrop = users.add("ann", "secret");

    private static Login wrong(String why) {
        return new Login.Refused(AUTH_FAILED, "Authentication failed.", why);
    }

    private Login login(boolean proven) {
        return users.login("ann", proven, 1);
    }

    private void loginAndLeave() {
        assertThat(login(true))
                .isInstanceOfSatisfying(
                        Login.Opened.class, opened -> opened.maildrop().abandon());
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Test
    void opensTheMaildropOfWhoHasProvenItsIdentity() {
        assertThat(login(true))
                .isInstanceOfSatisfying(
                        Login.Opened.class,
                        opened -> assertThat(opened.maildrop().maildrop()).isSameAs(maildrop));
    }

    @Test
    void onlyTheTestCanDistinguishAnUnknownUserFromAWrongPassword() {
        assertThat(login(false)).isEqualTo(WRONG);
        assertThat(users.login("eve", true, 1)).isEqualTo(wrong("no user \"eve\"; configured: ann"));
        assertThat(users.login("eve", false, 1)).isEqualTo(wrong("no user \"eve\"; configured: ann"));
    }

    @Test
    void anUnknownUserIsRefusedWithTheFirstTenThatThereAre() {
        for (int i = 2; i <= 10; i++) {
            users.add("user" + i, "x");
        }
        String ten = "no user \"eve\"; configured: ann, user2, user3, user4, user5, user6, user7, user8, user9, user10";
        assertThat(users.login("eve", true, 1)).isEqualTo(wrong(ten));
        users.add("user11", "x");
        assertThat(users.login("eve", true, 1)).isEqualTo(wrong(ten + ", ..."));
    }

    @Test
    void anAdministratorHasNoMaildropOfItsOwn() {
        users.addAdministrator("root", "x");
        assertThat(users.login("root", true, 1)).isEqualTo(wrong("administrators have no maildrop"));
        assertThat(users.isAdministrator("root")).isTrue();
        assertThat(users.isAdministrator("ann")).isFalse();
    }

    @Test
    void refusesWhatIsLockedBySessionOrTest() {
        Login first = login(true);
        assertThat(login(true)).isEqualTo(locked("session 1 has it open"));
        ((Login.Opened) first).maildrop().abandon();
        maildrop.lock(this);
        assertThat(login(true)).isEqualTo(locked("the test has locked it"));
        maildrop.unlock(this);
        loginAndLeave();
    }

    private static Login locked(String why) {
        return new Login.Refused(IN_USE, "Mailbox is locked by another POP3 session.", why);
    }

    @Test
    void sharesAMaildropWithAsManySessionsAsAUserMayHave() {
        maildrop.share(true);
        Login first = login(true);
        assertThat(login(true)).isInstanceOf(Login.Opened.class);
        assertThat(login(true))
                .isEqualTo(new Login.Refused(IN_USE, "Too many sessions of this user.", "by maxSessionsPerUser(...)"));
        ((Login.Opened) first).maildrop().abandon();
        assertThat(login(true)).isInstanceOf(Login.Opened.class);
    }

    @Test
    void refusesALoginThatComesTooSoonAfterTheLast() {
        maildrop.delayLogins(Duration.ofMinutes(5));
        loginAndLeave();
        pass(Duration.ofMinutes(5).minusNanos(1));
        assertThat(login(true))
                .isEqualTo(new Login.Refused(
                        LOGIN_DELAY, "Logins must be at least 300 seconds apart.", "by loginDelay(...)"));
        pass(Duration.ofNanos(1));
        loginAndLeave();
    }

    @Test
    void tellsAWrongPasswordBeforeADelay() {
        maildrop.delayLogins(Duration.ofMinutes(5));
        loginAndLeave();
        assertThat(login(false)).isEqualTo(WRONG);
    }

    @Test
    void locksOutAfterFailuresInARowForATime() {
        maildrop.lockOutAfter(3, Duration.ofMinutes(15));
        assertThat(login(false)).isEqualTo(WRONG);
        assertThat(login(false)).isEqualTo(WRONG);
        loginAndLeave();
        assertThat(login(false)).isEqualTo(WRONG);
        assertThat(login(false)).isEqualTo(WRONG);
        assertThat(login(false)).isEqualTo(WRONG);
        assertThat(login(true)).isEqualTo(LOCKED_OUT);
        pass(Duration.ofMinutes(15).minusNanos(1));
        assertThat(login(true)).isEqualTo(LOCKED_OUT);
        pass(Duration.ofNanos(1));
        assertThat(login(false)).isEqualTo(WRONG);
        loginAndLeave();
    }

    @Test
    void oneUsersFailuresAreNotAnothers() {
        maildrop.lockOutAfter(1, Duration.ofMinutes(15));
        users.add("bob", "x");
        assertThat(login(false)).isEqualTo(WRONG);
        assertThat(users.login("bob", true, 2)).isInstanceOf(Login.Opened.class);
    }
}
