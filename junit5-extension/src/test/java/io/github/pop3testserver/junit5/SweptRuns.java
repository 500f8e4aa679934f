package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.model.CutPoint.afterOctets;
import static io.github.pop3testserver.model.CutPoint.beforeReply;
import static io.github.pop3testserver.model.CutPoint.beforeTerminator;
import static io.github.pop3testserver.model.Pop3Event.DELE;
import static io.github.pop3testserver.model.Pop3Event.GREETING;
import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.Pop3Event.RETR;

import io.github.pop3testserver.Pop3Session;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.SweepReport.Cell;
import io.github.pop3testserver.junit5.SweepReport.Outcome;
import io.github.pop3testserver.junit5.SweepReport.SweepResult;
import io.github.pop3testserver.junit5.SweepReport.SweptSession;
import io.github.pop3testserver.junit5.SweptFetcher.Habit;
import io.github.pop3testserver.model.ResponseCode;
import io.github.pop3testserver.model.SeedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs of a fetcher that takes a truncated message for a whole one, as a sweep reports them. */
final class SweptRuns {

    private final List<SweepResult> results = new ArrayList<>();

    private SweptRuns() {}

    /** Two of the runs fail. */
    static SweepReport report() {
        SweptRuns runs = new SweptRuns();
        List<SweptSession> undisturbed = runs.run(server -> {}).sessions();
        runs.add(
                "greeting",
                FaultKind.DISCONNECT,
                "cut before the greeting",
                server -> server.on(GREETING).disconnect(beforeReply()));
        runs.add(
                "LOGIN",
                FaultKind.REFUSAL,
                "LOGIN refused with -ERR [IN-USE]",
                server -> server.on(LOGIN).err(ResponseCode.IN_USE, "maildrop already locked"));
        runs.add(
                "LOGIN",
                FaultKind.REFUSAL,
                "LOGIN refused with -ERR",
                server -> server.on(LOGIN).err("no"));
        runs.add(
                "RETR 1",
                FaultKind.DISCONNECT,
                "cut before the reply to RETR 1",
                server -> server.on(RETR).disconnect(beforeReply()));
        runs.add(
                "RETR 1",
                FaultKind.DISCONNECT,
                "cut inside the reply to RETR 1",
                server -> server.on(RETR).disconnect(afterOctets(9)));
        runs.add(
                "RETR 1",
                FaultKind.DISCONNECT,
                "cut before the empty line",
                server -> server.on(RETR).disconnect(afterOctets(60)));
        runs.add(
                "RETR 1",
                FaultKind.RESET,
                "reset before the terminator of RETR 1",
                server -> server.on(RETR).reset(beforeTerminator()));
        runs.add(
                "DELE 1",
                FaultKind.LOST_REPLY,
                "DELE 1 processed, but answered with -ERR",
                server -> server.on(DELE).disconnect(beforeReply()));
        runs.add(
                "QUIT",
                FaultKind.LOST_REPLY,
                "QUIT processed, but answered with -ERR",
                server -> server.on(QUIT).disconnect(beforeReply()));
        return new SweepReport(
                "FetcherTest.losesNothing",
                undisturbed,
                cells(runs.results),
                runs.results,
                List.of("This is a sample of 9 of 40 runs with seed 4711."));
    }

    /** Where the runs were. */
    static List<Cell> cells(List<SweepResult> results) {
        return results.stream()
                .map(result -> new Cell(result.step(), result.kind()))
                .distinct()
                .toList();
    }

    private record Seen(List<String> stored, List<SweptSession> sessions) {}

    private void add(String step, FaultKind kind, String name, Consumer<Pop3TestServer> fault) {
        Seen seen = run(fault);
        boolean passed = seen.stored().equals(List.of("first", "second"));
        String failure = passed ? "" : "expected [first, second]\nbut was " + seen.stored();
        Outcome outcome = passed ? Outcome.PASSED : Outcome.FAILED;
        results.add(new SweepResult(step, kind, name, 1, outcome, failure, seen.sessions()));
    }

    private Seen run(Consumer<Pop3TestServer> fault) {
        try (Pop3TestServer server = Pop3TestServer.start()) {
            server.maildrop()
                    .add(
                            SeedMessage.message("Invoice 4711 <script>alert('1')</script>")
                                    .text("first"),
                            SeedMessage.message("Grüße & \"Küsse\" 日本").text("second"));
            fault.accept(server);
            SweptFetcher fetcher = new SweptFetcher(server.endpoint(), Habit.ACCEPTS_TRUNCATED_MESSAGE);
            fetcher.run(3);
            server.settle();
            return new Seen(
                    fetcher.stored(),
                    server.sessions().stream().map(SweptRuns::session).toList());
        }
    }

    static SweptSession session(Pop3Session session) {
        return new SweptSession(
                session.openedAt(), session.transcript().sessions().get(0));
    }
}
