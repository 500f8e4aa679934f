package io.github.pop3testserver.benchmarks;

/** What a test does with a server, from start to stop. */
final class Cycle {

    private Cycle() {}

    static void run(Subject subject, boolean tls) {
        try (RunningServer server = subject.start(Load.ONE_SMALL_MESSAGE.withTls(tls));
                Client client = new Client(server.port(), tls)) {
            client.login();
            client.send("STAT");
            client.fetch("RETR 1");
            client.send("DELE 1");
            client.send("QUIT");
        }
    }
}
