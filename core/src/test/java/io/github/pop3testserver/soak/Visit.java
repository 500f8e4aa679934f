package io.github.pop3testserver.soak;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.raw;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.RawClient;
import io.github.pop3testserver.model.SeedMessage;

/** What one client does to a server that is there for many. */
enum Visit {

    /** Retrieves and deletes the only message. */
    WHOLE {
        @Override
        void pay(Pop3TestServer server) {
            try (RawClient client = RawClient.loggedInTo(server)) {
                fetch(client);
            }
        }
    },

    OVER_TLS {
        @Override
        void pay(Pop3TestServer server) {
            try (RawClient client = RawClient.connectTo(server.implicitTlsEndpoint())) {
                client.send("USER user\r\nPASS password\r\n");
                assertThat(client.readLine() + client.readLine() + client.readLine())
                        .isEqualTo("+OK POP3 server ready+OK+OK Logged in.");
                fetch(client);
            }
        }
    },

    REFUSED {
        @Override
        void pay(Pop3TestServer server) {
            try (RawClient client = RawClient.greetedBy(server)) {
                assertThat(client.send("USER user\r\nPASS guess\r\nQUIT\r\n").readToEnd())
                        .isEqualTo("+OK\r\n-ERR [AUTH] Authentication failed.\r\n+OK Logging out.\r\n");
            }
        }
    },

    /** The client resets the connection in the middle of a command. */
    BROKEN_OFF {
        @Override
        void pay(Pop3TestServer server) {
            RawClient.loggedInTo(server, server.maildrop(UNLUCKY)).send("RETR").reset();
        }
    },

    /** The client resets the connection instead of reading what it asked for. */
    UNREAD {
        @Override
        void pay(Pop3TestServer server) {
            RawClient.loggedInTo(server, server.maildrop(UNLUCKY))
                    .send("STAT\r\n".repeat(20))
                    .reset();
        }
    },

    /** A fault drops the line within the message. */
    CUT {
        @Override
        void pay(Pop3TestServer server) {
            try (RawClient client = RawClient.loggedInTo(server, server.maildrop(UNLUCKY))) {
                assertThat(client.send("RETR 1\r\n").readToEnd()).isEqualTo("+OK 20 octets\r\nSub");
            }
        }
    };

    /** 20 octets. */
    static final SeedMessage MAIL = raw("Subject: soak\r\n\r\n.\r\n");

    /** Whose sessions are cut short. */
    static final String UNLUCKY = "unlucky";

    abstract void pay(Pop3TestServer server);

    /** Of a hundred clients, one speaks TLS, ten are refused, and thirty are cut short in one way or another. */
    static Visit number(int number) {
        return switch (number % 10) {
            case 2 -> REFUSED;
            case 4 -> BROKEN_OFF;
            case 6 -> UNREAD;
            case 8 -> CUT;
            default -> number % 100 == 1 ? OVER_TLS : WHOLE;
        };
    }

    private static void fetch(RawClient client) {
        assertThat(client.command("STAT")).isEqualTo("+OK 1 20");
        assertThat(client.multiLine("RETR 1")).isEqualTo("+OK 20 octets\r\nSubject: soak\r\n\r\n..\r\n.\r\n");
        assertThat(client.command("DELE 1")).isEqualTo("+OK Marked to be deleted.");
        assertThat(client.send("QUIT\r\n").readToEnd()).isEqualTo("+OK Logging out, messages deleted.\r\n");
    }
}
