package io.github.pop3testserver.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** The process of {@link IdleServer}: prints the port, and for each line that comes octets of heap and number of threads. */
final class IdleServerMain {

    private IdleServerMain() {}

    /** Argument: the subject. */
    public static void main(String[] arguments) throws IOException {
        int ownThreads = Thread.activeCount();
        RunningServer server = Subject.named(arguments[0]).start(Load.ONE_SMALL_MESSAGE);
        System.out.println(server.port());
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (requests.readLine() != null) {
            System.out.println(Heap.used() + " " + (Thread.activeCount() - ownThreads));
        }
        System.exit(0);
    }
}
