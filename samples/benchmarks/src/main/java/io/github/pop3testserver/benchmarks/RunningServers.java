package io.github.pop3testserver.benchmarks;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;

/** Several subjects, started with the same load. */
final class RunningServers implements AutoCloseable {

    private final Map<Subject, RunningServer> servers = new EnumMap<>(Subject.class);

    /** All of them. */
    RunningServers(Load load) {
        this(load, Subject.values());
    }

    RunningServers(Load load, Subject... subjects) {
        for (Subject subject : subjects) {
            servers.put(subject, subject.start(load));
        }
    }

    /** The median of figures taken in turn, each in a session of its own. */
    Map<Subject, Double> medians(int rounds, boolean tls, ToDoubleBiFunction<Subject, Client> figure) {
        return Median.interleaved(List.copyOf(servers.keySet()), rounds, subject -> {
            try (Client client = new Client(port(subject), tls)) {
                client.login();
                double value = figure.applyAsDouble(subject, client);
                client.send("QUIT");
                return value;
            }
        });
    }

    int port(Subject subject) {
        RunningServer server = servers.get(subject);
        if (server == null) {
            throw new IllegalArgumentException(subject + " is not running");
        }
        return server.port();
    }

    @Override
    public void close() {
        servers.values().forEach(RunningServer::close);
    }
}
