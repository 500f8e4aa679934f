package io.github.pop3testserver.soak;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.CutPoint.afterOctets;
import static io.github.pop3testserver.model.Pop3Event.DELE;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.Pop3Event.STAT;

import io.github.pop3testserver.Gate;
import io.github.pop3testserver.InstalledFault;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.RawClient;
import io.github.pop3testserver.model.CutPoint;
import io.github.pop3testserver.model.SessionEnd;
import io.github.pop3testserver.model.Tls;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The lives that a server can lead. What is unfinished in the end is left to {@code close()}. */
enum Life {
    PLAIN {
        @Override
        void pass(Pop3TestServer server) {
            Visit.WHOLE.pay(server);
        }
    },

    IMPLICIT_TLS {
        @Override
        Pop3TestServerBuilder built() {
            return Pop3TestServer.builder().tls(Tls.IMPLICIT);
        }

        @Override
        void pass(Pop3TestServer server) {
            Visit.WHOLE.pay(server);
        }
    },

    EXPLICIT_TLS {
        @Override
        Pop3TestServerBuilder built() {
            return Pop3TestServer.builder().tls(Tls.EXPLICIT);
        }

        @Override
        void pass(Pop3TestServer server) {
            Visit.WHOLE.pay(server);
        }
    },

    /** The line drops within a message. */
    CUT {
        @Override
        void pass(Pop3TestServer server) {
            server.on(RETR).disconnect(afterOctets(3));
            try (RawClient client = RawClient.loggedInTo(server)) {
                assertThat(client.send("RETR 1\r\n").readToEnd()).isEqualTo("+OK 20 octets\r\nSub");
            }
        }
    },

    RESET {
        @Override
        void pass(Pop3TestServer server) {
            server.on(QUIT).reset(CutPoint.beforeReply());
            try (RawClient client = RawClient.loggedInTo(server)) {
                assertThat(client.send("QUIT\r\n").readToReset()).isEmpty();
            }
        }
    },

    CLIENTS_LEFT_OPEN {
        @Override
        void pass(Pop3TestServer server) {
            try (RawClient idle = RawClient.greetedBy(server);
                    RawClient busy = RawClient.loggedInTo(server)) {
                server.close();
                assertThat(idle.readToEnd() + busy.readToEnd()).isEmpty();
            }
        }
    },

    CLIENT_HELD {
        @Override
        void pass(Pop3TestServer server) {
            Gate gate = server.on(DELE).hold();
            try (RawClient client = RawClient.loggedInTo(server).send("DELE 1\r\n")) {
                gate.awaitReached();
                server.close();
                assertThat(client.readToEnd()).isEmpty();
            }
        }
    },

    CLIENT_DELAYED {
        @Override
        void pass(Pop3TestServer server) {
            InstalledFault delay = server.on(STAT).delay(Duration.ofHours(1));
            try (RawClient client = RawClient.loggedInTo(server).send("STAT\r\n")) {
                server.await().applied(delay);
                server.close();
                assertThat(client.readToEnd()).isEmpty();
            }
        }
    },

    /** An action of the test has a thread of its own. */
    ACTION_RUN {
        @Override
        void pass(Pop3TestServer server) {
            CompletableFuture<Thread> thread = new CompletableFuture<>();
            server.on(STAT).run(() -> thread.complete(Thread.currentThread()));
            Visit.WHOLE.pay(server);
            try {
                thread.join().join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    },

    AUTOLOGOUT {
        @Override
        Pop3TestServerBuilder built() {
            return Pop3TestServer.builder().virtualClock();
        }

        @Override
        void pass(Pop3TestServer server) {
            try (RawClient client = RawClient.loggedInTo(server)) {
                server.clock().advance(Duration.ofMinutes(10));
                assertThat(client.readToEnd()).isEmpty();
                assertThat(server.lastSession()).hasEndedWith(SessionEnd.AUTOLOGOUT);
            }
        }
    },

    DOWN_AND_UP {
        @Override
        void pass(Pop3TestServer server) {
            server.goDown();
            server.comeUp();
            Visit.WHOLE.pay(server);
            server.goDown();
        }
    };

    Pop3TestServerBuilder built() {
        return Pop3TestServer.builder();
    }

    abstract void pass(Pop3TestServer server);

    /** The server, which is closed. */
    Pop3TestServer lead() {
        try (Pop3TestServer server = built().start()) {
            server.maildrop().add(Visit.MAIL);
            pass(server);
            return server;
        }
    }
}
