package io.github.pop3testserver.samples.play;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.model.SeedMessage;
import io.github.pop3testserver.model.Tls;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/**
 * Starts a server for clients outside of tests: telnet, curl, openssl, or an application that already runs. It prints how to
 * connect, the conversations as they happen, and after Ctrl-C what has become of each message.
 */
public final class PlayServer implements AutoCloseable {

    private final Pop3TestServer server;
    private final PrintStream out;

    private PlayServer(Pop3TestServer server, PrintStream out) {
        this.server = server;
        this.out = out;
        out.println(new Instructions(server).text());
    }

    public static void main(String[] arguments) throws InterruptedException {
        try {
            PlayServer play = start(System.out, arguments);
            // Ctrl-C and SIGTERM end the JVM. Nothing reads stdin: in the background that would stop the process.
            Runtime.getRuntime().addShutdownHook(new Thread(play::close));
            new CountDownLatch(1).await();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    /** @throws IllegalArgumentException if an argument is wrong, or the port is taken */
    static PlayServer start(PrintStream out, String... arguments) {
        Options options = Options.of(arguments);
        List<SeedMessage> mail = options.mail();
        Pop3TestServer server = listening(options.port(), out);
        server.maildrop().addAll(mail);
        return new PlayServer(server, out);
    }

    private static Pop3TestServer listening(int port, PrintStream out) {
        try {
            return Pop3TestServer.builder()
                    .name("play")
                    .log(out)
                    .port(port)
                    .maildrop("user", "password")
                    .tls(Tls.EXPLICIT)
                    .alsoImplicitTls()
                    .apop()
                    .administrator("admin", "secret") // for AUTH PLAIN with an authorization identity
                    .start();
        } catch (UncheckedIOException e) {
            throw new IllegalArgumentException(
                    "cannot listen on port " + port + ": "
                            + Objects.requireNonNull(e.getCause()).getMessage()
                            + "; choose another one, or a free one with -Dexec.args=\"--port 0\"",
                    e);
        }
    }

    Pop3TestServer server() {
        return server;
    }

    /** Stops the server, and prints what has become of each message. */
    @Override
    public void close() {
        server.close();
        out.println("\n" + new Summary(server).text());
        out.flush();
    }
}
