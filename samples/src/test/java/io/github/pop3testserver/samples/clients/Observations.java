package io.github.pop3testserver.samples.clients;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** All failures with all libraries, several at a time: most of the time they wait for timeouts. */
final class Observations {

    private static final int AT_A_TIME = 12;

    private final Map<Failure, Map<Client, Observation>> all = new LinkedHashMap<>();

    private Observations() {}

    static Observations make() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            Map<Failure, Map<Client, Future<Observation>>> running = new LinkedHashMap<>();
            for (Failure failure : Failure.values()) {
                for (Client client : Client.values()) {
                    running.computeIfAbsent(failure, f -> new LinkedHashMap<>())
                            .put(client, threads.submit(() -> Observation.of(client, failure)));
                }
            }
            return collect(running);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Observations collect(Map<Failure, Map<Client, Future<Observation>>> running) throws Exception {
        Observations observations = new Observations();
        for (Failure failure : running.keySet()) {
            for (Client client : Client.values()) {
                observations
                        .all
                        .computeIfAbsent(failure, f -> new LinkedHashMap<>())
                        .put(client, running.get(failure).get(client).get());
            }
        }
        return observations;
    }

    Observation of(Failure failure, Client client) {
        return all.get(failure).get(client);
    }
}
