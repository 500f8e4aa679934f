package io.github.pop3testserver.fault;

import static io.github.pop3testserver.model.CutPoint.afterOctets;
import static io.github.pop3testserver.model.CutPoint.afterReply;
import static io.github.pop3testserver.model.CutPoint.beforeReply;
import static io.github.pop3testserver.model.Pop3Event.AUTH;
import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.Pop3Event.PASS;
import static io.github.pop3testserver.model.ResponseCode.IN_USE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.FaultTrigger;
import io.github.pop3testserver.Gate;
import io.github.pop3testserver.InstalledFault;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.RawClient;
import io.github.pop3testserver.internal.sasl.ScramClient;
import io.github.pop3testserver.model.Corruption;
import io.github.pop3testserver.model.LoginAttempt;
import io.github.pop3testserver.model.Reply;
import io.github.pop3testserver.model.SessionEnd;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** LOGIN is what completes an attempt to log in, by whatever mechanism. */
class LoginFaultsTest {

    private final Pop3TestServer server = Pop3TestServer.builder().apop().start();

    LoginFaultsTest() {
        server.maildrop().acceptToken("t");
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** What a client says before the line that completes its login, and that line. */
    enum Way {
        PASS("USER user", "PASS password"),
        APOP("", "APOP user %s"),
        AUTH_PLAIN_AT_ONCE("", "AUTH PLAIN " + base64("\0user\0password")),
        AUTH_PLAIN("AUTH PLAIN", base64("\0user\0password")),
        AUTH_LOGIN("AUTH LOGIN\n" + base64("user"), base64("password")),
        AUTH_LOGIN_AT_ONCE("AUTH LOGIN " + base64("user"), base64("password")),
        XOAUTH2("AUTH XOAUTH2", base64("user=user\u0001auth=Bearer t\u0001\u0001")),
        XOAUTH2_AT_ONCE("", "AUTH XOAUTH2 " + base64("user=user\u0001auth=Bearer t\u0001\u0001")),
        /** Its last response is empty: the client has said all, and lets the outcome come. */
        SCRAM("AUTH SCRAM-SHA-256", "") {
            @Override
            void attempt(RawClient client, String greeting) {
                assertThat(client.command("AUTH SCRAM-SHA-256")).isEqualTo("+ ");
                scramUpToTheOutcome(client);
            }
        };

        private final String before;
        private final String decisive;

        Way(String before, String decisive) {
            this.before = before;
            this.decisive = decisive;
        }

        /** As {@link LoginAttempt} names it. */
        String mechanism() {
            return switch (this) {
                case PASS -> "USER";
                case APOP -> "APOP";
                case AUTH_PLAIN_AT_ONCE, AUTH_PLAIN -> "PLAIN";
                case AUTH_LOGIN, AUTH_LOGIN_AT_ONCE -> "LOGIN";
                case XOAUTH2, XOAUTH2_AT_ONCE -> "XOAUTH2";
                case SCRAM -> "SCRAM-SHA-256";
            };
        }

        /** Sends all but the last reply's reading. */
        void attempt(RawClient client, String greeting) {
            before.lines().forEach(line -> assertThat(client.command(line)).startsWith("+"));
            client.send(decisive.formatted(digest(greeting)) + "\r\n");
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** After AUTH: the messages of RFC 5802 section 5, and the empty response to the last. */
    private static void scramUpToTheOutcome(RawClient client) {
        ScramClient scram = new ScramClient("SHA-256", "n,,", "n=user,r=abc", "password");
        try {
            String challenge = client.command(base64(scram.first())).substring(2);
            String serverFirst = new String(Base64.getDecoder().decode(challenge), StandardCharsets.UTF_8);
            assertThat(client.command(base64(scram.last(serverFirst))))
                    .isEqualTo("+ " + base64(scram.expected(serverFirst)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no SHA-256", e);
        }
        client.send("\r\n");
    }

    private static String digest(String greeting) {
        try {
            String text = greeting.substring(greeting.indexOf('<')) + "password";
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no MD5", e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachLoginCanBeRefusedAndTheNextLineIsACommandAgain(Way way) {
        InstalledFault fault = server.on(LOGIN).times(2).err(IN_USE, "maildrop already locked");
        try (RawClient client = RawClient.connectTo(server)) {
            String greeting = client.readLine();
            for (int attempt = 1; attempt <= 2; attempt++) {
                way.attempt(client, greeting);
                assertThat(client.readLine()).isEqualTo("-ERR [IN-USE] maildrop already locked");
                assertThat(server.maildrop().isLocked()).isFalse();
                assertThat(client.command("STAT")).isEqualTo("-ERR Log in first.");
            }
            way.attempt(client, greeting);
            assertThat(client.readLine()).isEqualTo("+OK Logged in.");
        }
        assertThat(fault.timesApplied()).isEqualTo(2);
        assertThat(server.lastSession().failedLogins()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void eachLoginCanSucceedUnheard(Way way) {
        server.on(LOGIN).disconnect(beforeReply());
        try (RawClient client = RawClient.connectTo(server)) {
            way.attempt(client, client.readLine());
            assertThat(client.readToEnd()).isEmpty();
        }
        assertThat(server.lastSession().username()).contains("user");
        assertThat(server.maildrop().isLocked()).isFalse();
    }

    /** At this cut the user is logged in, and has not heard of it. */
    @ParameterizedTest
    @EnumSource
    void eachLoginHasTheMaildropBeforeItsReply(Way way) {
        try (Gate gate = server.on(LOGIN).hold(beforeReply());
                RawClient client = RawClient.connectTo(server)) {
            way.attempt(client, client.readLine());
            gate.awaitReached();
            assertThat(server.maildrop().isLocked()).isTrue();
            assertThat(server.lastSession().username()).contains("user");
            gate.release();
            assertThat(client.readLine()).isEqualTo("+OK Logged in.");
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachLoginNamesItsUserAndItsMechanism(Way way) {
        server.addMaildrop("other", "password");
        List<LoginAttempt> seen = new CopyOnWriteArrayList<>();
        InstalledFault others =
                server.on(LOGIN).maildrop(server.maildrop("other")).always().err("not this one");
        InstalledFault fault = server.on(LOGIN)
                .maildrop(server.maildrop("user"))
                .matchingLogin(seen::add)
                .err(IN_USE, "this one");
        try (RawClient client = RawClient.connectTo(server)) {
            way.attempt(client, client.readLine());
            assertThat(client.readLine()).isEqualTo("-ERR [IN-USE] this one");
        }
        assertThat(seen).containsExactly(new LoginAttempt("user", way.mechanism()));
        assertThat(fault.timesApplied()).isEqualTo(1);
        assertThat(others.timesMatched()).isZero();
    }

    @Test
    void anAdministratorTriesToOpenTheMaildropThatItNames() {
        server.addAdministrator("admin", "secret");
        server.on(LOGIN).maildrop(server.maildrop()).err(IN_USE, "busy");
        try (RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            assertThat(client.command("AUTH PLAIN " + base64("user\0admin\0secret")))
                    .isEqualTo("-ERR [IN-USE] busy");
        }
    }

    @Test
    void whatJudgesNoCredentialsIsNoLogin() {
        InstalledFault login = server.on(LOGIN).always().err("never");
        try (RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            for (String line : List.of(
                    "PASS password",
                    "APOP user",
                    "APOP user wrong",
                    "AUTH",
                    "AUTH NTLM abcd",
                    "AUTH PLAIN !",
                    "AUTH PLAIN " + base64("user"),
                    "AUTH CRAM-MD5 " + base64("user x"),
                    "PASS\0x")) {
                assertThat(client.send(line + "\r\n").readLine()).as(line).doesNotContain("never");
                if (line.equals("AUTH")) {
                    client.readToTerminator();
                }
            }
        }
        assertThat(login.timesMatched()).isZero();
        assertThat(server.lastSession().failedLogins()).isZero();
    }

    /** One count, whatever faults do to the reply. */
    @ParameterizedTest
    @MethodSource
    void aWrongPasswordIsOneFailedLoginWhateverBecomesOfItsReply(Function<FaultTrigger, InstalledFault> effect) {
        InstalledFault fault = effect.apply(server.on(PASS));
        try (RawClient client = RawClient.greetedBy(server)) {
            client.command("USER user");
            client.send("PASS wrong\r\n");
            server.await().applied(fault);
        }
        assertThat(server.lastSession().failedLogins()).isEqualTo(1);
    }

    static Stream<Function<FaultTrigger, InstalledFault>> aWrongPasswordIsOneFailedLoginWhateverBecomesOfItsReply() {
        return Stream.of(
                on -> on.disconnect(afterReply()),
                on -> on.disconnect(beforeReply()),
                on -> on.reset(afterOctets(3)),
                on -> on.stall(beforeReply()),
                on -> on.processThenReply(Reply.ok("welcome")),
                on -> on.err("not now"),
                on -> on.reply(Reply.err("go away").thenDisconnect()),
                on -> on.corrupt(Corruption.alteredBy(octets -> new byte[0])));
    }

    /** The limit counts what the session counts. */
    @Test
    void aLimitOfLoginAttemptsCountsThoseThatAFaultRefuses() {
        try (Pop3TestServer strict =
                Pop3TestServer.builder().maxLoginAttempts(2).start()) {
            strict.on(LOGIN).times(2).err(IN_USE, "busy");
            try (RawClient client = RawClient.connectTo(strict)) {
                client.readLine();
                assertThat(client.command("PASS password")).isEqualTo("-ERR No username given.");
                client.command("USER user");
                client.command("PASS password");
                client.command("USER user");
                assertThat(client.send("PASS password\r\n").readToEnd()).isEqualTo("-ERR [IN-USE] busy\r\n");
            }
            assertThat(strict.lastSession().failedLogins()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachLoginCanBeHeldBeforeItHasTheMaildrop(Way way) {
        try (Gate gate = server.on(LOGIN).hold();
                RawClient client = RawClient.connectTo(server)) {
            way.attempt(client, client.readLine());
            gate.awaitReached();
            assertThat(server.maildrop().isLocked()).isFalse();
            gate.release();
            assertThat(client.readLine()).isEqualTo("+OK Logged in.");
            assertThat(server.maildrop().isLocked()).isTrue();
        }
    }

    @Test
    void afterAnotherChallengeTheExchangeGoesOn() {
        server.on(LOGIN).reply(Reply.raw("+ " + base64("say it again") + "\r\n"));
        try (RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            Dialogue.play(client, """
                    C: AUTH PLAIN
                    S: +\s
                    C: AHVzZXIAcGFzc3dvcmQ=
                    S: + c2F5IGl0IGFnYWlu
                    C: AHVzZXIAcGFzc3dvcmQ=
                    S: +OK Logged in.
                    """);
        }
    }

    @Test
    void aCancelledExchangeIsNoLogin() {
        InstalledFault login = server.on(LOGIN).always().err("never");
        try (RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            Dialogue.play(client, """
                    C: AUTH PLAIN
                    S: +\s
                    C: *
                    S: -ERR Authentication aborted by client.
                    """);
        }
        assertThat(login.timesMatched()).isZero();
    }

    @Test
    void authIsTheCommandAndNotTheResponsesToItsChallenges() {
        InstalledFault auth = server.on(AUTH).afterSkipping(1).err("not this mechanism");
        try (RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            Dialogue.play(client, """
                    C: AUTH LOGIN
                    S: + VXNlcm5hbWU6
                    C: dXNlcg==
                    S: + UGFzc3dvcmQ6
                    C: d3Jvbmc=
                    S: -ERR [AUTH] Authentication failed.
                    C: AUTH PLAIN
                    S: -ERR not this mechanism
                    C: AUTH PLAIN AHVzZXIAcGFzc3dvcmQ=
                    S: +OK Logged in.
                    """);
        }
        assertThat(auth.timesMatched()).isEqualTo(3);
        assertThat(server.lastSession().failedLogins())
                .as("AUTH PLAIN alone has no credentials that could be refused")
                .isEqualTo(1);
    }

    @Test
    void aServerThatHangsUpInsteadOfRefusingLeavesNoLock() {
        server.on(LOGIN).reply(Reply.err("bye").thenDisconnect());
        try (RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            client.command("AUTH PLAIN");
            assertThat(client.send("AHVzZXIAcGFzc3dvcmQ=\r\n").readToEnd()).isEqualTo("-ERR bye\r\n");
        }
        assertThat(server.lastSession().end()).isEqualTo(SessionEnd.SERVER_DISCONNECTED);
        RawClient.loggedInTo(server).close();
    }

    /** RFC 1939 section 7: PASS is for the command immediately after a USER that was successful. */
    @Test
    void afterARefusedPassTheUserHasToBeNamedAgain() {
        server.on(PASS).err(IN_USE, "busy");
        try (RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            Dialogue.play(client, """
                    C: USER user
                    S: +OK
                    C: PASS password
                    S: -ERR [IN-USE] busy
                    C: PASS password
                    S: -ERR No username given.
                    C: USER user
                    S: +OK
                    C: PASS password
                    S: +OK Logged in.
                    """);
        }
    }

    /** Its password does not matter: it wants to open the maildrop of the user. */
    @ParameterizedTest
    @ValueSource(strings = {"secret", "wrong"})
    void anAdministratorsAttemptNamesTheUser(String password) {
        server.addAdministrator("admin", "secret");
        List<LoginAttempt> seen = new CopyOnWriteArrayList<>();
        server.on(LOGIN).maildrop(server.maildrop()).matchingLogin(seen::add).err(IN_USE, "busy");
        try (RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            assertThat(client.command("AUTH PLAIN " + base64("user\0admin\0" + password)))
                    .isEqualTo("-ERR [IN-USE] busy");
        }
        assertThat(seen).containsExactly(new LoginAttempt("user", "PLAIN"));
    }

    /** A client may take the refusal of its token in any way. */
    @ParameterizedTest
    @ValueSource(strings = {"", "*", "AQ==", "!!!"})
    void aTokenThatIsRefusedByAChallengeIsAFailedLoginWhateverFollows(String answer) {
        server.maildrop().lockOutAfter(2, Duration.ofHours(1));
        try (RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            for (int attempt = 1; attempt <= 2; attempt++) {
                assertThat(client.command("AUTH XOAUTH2 " + base64("user=user\u0001auth=Bearer old\u0001\u0001")))
                        .startsWith("+ ");
                assertThat(client.command(answer))
                        .isEqualTo(
                                answer.equals("*")
                                        ? "-ERR Authentication aborted by client."
                                        : "-ERR [AUTH] Authentication failed.");
            }
            assertThat(client.command("AUTH XOAUTH2 " + base64("user=user\u0001auth=Bearer t\u0001\u0001")))
                    .isEqualTo("-ERR [AUTH] Too many failed logins.");
        }
        assertThat(server.lastSession().failedLogins()).isEqualTo(3);
    }
}
