package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.model.Transcript;
import java.net.InetSocketAddress;
import java.util.List;

/** Shows the lines of one session while it happens, each once. */
final class SessionNews {

    private final ConversationLog log;
    private final int session;
    private boolean begun;
    private boolean ended;

    /** The exchanges before this one have been shown. */
    private int exchange;

    /** How many lines of that exchange have been shown. */
    private int lines;

    SessionNews(ConversationLog log, int session) {
        this.log = log;
        this.session = session;
    }

    void begun(InetSocketAddress client) {
        if (!begun) {
            begun = true;
            show(new Note(0, "a client connected from " + HostPort.of(client.getAddress(), client.getPort())).line());
        }
    }

    /** Lines are only ever added, at the end. */
    void happened(List<ExchangeRecord> exchanges) {
        while (exchange < exchanges.size()) {
            List<Transcript.Line> all = exchanges.get(exchange).lines();
            List<Transcript.Line> news = all.subList(lines, all.size());
            boolean isLast = exchange + 1 == exchanges.size();
            // Before the lines are shown: a logger's code may call the server, so that more happens.
            exchange += isLast ? 0 : 1;
            lines = isLast ? all.size() : 0;
            news.forEach(this::show);
            if (isLast) {
                return;
            }
        }
    }

    void ended(Note how) {
        if (!ended) {
            ended = true;
            show(how.line());
        }
    }

    /** Shows a line as it is now, whether or not it was shown before. */
    void show(Transcript.Line line) {
        log.show(session, line);
    }
}
