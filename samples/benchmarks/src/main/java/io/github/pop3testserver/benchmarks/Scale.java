package io.github.pop3testserver.benchmarks;

import io.github.pop3testserver.Pop3TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.IntFunction;

/** How our server's time and heap grow with what it has to hold: whether they stay proportional. */
final class Scale {

    private Scale() {}

    /** Writes the plots, and returns the text that shows them. */
    static String measure() {
        StringJoiner text = new StringJoiner("\n");
        text.add(curve(
                "messages",
                "Messages of 100 octets in a maildrop",
                "LIST",
                Scale::messages,
                1_000,
                10_000,
                100_000,
                1_000_000));
        text.add(curve("size", "Size of a message, in MiB", "RETR", Scale::size, 1, 4, 16, 64, 256));
        text.add(curve(
                "connections", "Connections, greeted", "Connecting all", Scale::connections, 10, 100, 1_000, 5_000));
        text.add(curve("servers", "Servers in one JVM", "Starting all", Scale::servers, 10, 50, 100, 500));
        return text.toString();
    }

    private static String curve(String name, String what, String timed, IntFunction<Point> measurement, int... counts) {
        List<Point> points = new ArrayList<>();
        StringJoiner table =
                new StringJoiner("\n", "| " + what + " | " + timed + ", ms | Heap, MiB |\n|--:|--:|--:|\n", "\n");
        Point unused = measurement.apply(counts[0]); // loads the classes
        for (int count : counts) {
            Point point = measurement.apply(count);
            points.add(point);
            String row = String.format("| %,d | %.2f | %.2f |", count, point.millis(), point.mebibytes());
            System.out.println(name + " " + row);
            table.add(row);
        }
        String file = "benchmarks-" + name + ".svg";
        Page.writePlot(file, new Plot(what, timed, points).svg());
        return table + "\n![" + what + "](" + file + ")\n";
    }

    private static Point messages(int count) {
        return withOneMaildrop(count, Load.messages(count, 100), "LIST");
    }

    private static Point size(int mebibytes) {
        return withOneMaildrop(mebibytes, Load.messages(1, mebibytes << 20), "RETR 1");
    }

    /** The best of a few times: only the growth is of interest, not the disturbances. */
    private static Point withOneMaildrop(int count, Load load, String command) {
        long before = Heap.used();
        try (RunningServer server = Subject.OURS.start(load)) {
            long after = Heap.used();
            try (Client client = new Client(server.port(), false)) {
                client.login();
                double best = Double.MAX_VALUE;
                for (int i = 0; i < 5; i++) {
                    best = Math.min(best, Stopwatch.seconds(() -> client.fetch(command)));
                }
                return new Point(count, best * 1e3, after - before);
            }
        }
    }

    private static Point connections(int count) {
        try (IdleServer server = new IdleServer(Subject.OURS)) {
            long before = server.usage().heap();
            double seconds = Stopwatch.seconds(() -> server.connect(count));
            return new Point(count, seconds * 1e3, server.usage().heap() - before);
        }
    }

    private static Point servers(int count) {
        long before = Heap.used();
        List<Pop3TestServer> servers = new ArrayList<>();
        double seconds = Stopwatch.seconds(() -> {
            for (int i = 0; i < count; i++) {
                servers.add(Pop3TestServer.start());
            }
        });
        long after = Heap.used();
        servers.forEach(Pop3TestServer::close);
        return new Point(count, seconds * 1e3, after - before);
    }
}
