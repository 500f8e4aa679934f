package io.github.pop3testserver.samples.clients;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3Session;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.Tls;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What has become of the messages after the last poll. */
final class Outcome {

    private final List<String> all;
    private final List<String> deleted;
    private final List<String> stored;

    private Outcome(Maildrop maildrop, List<String> stored) {
        this.all = subjects(maildrop.allMessages());
        this.deleted = subjects(maildrop.deleted());
        this.stored = stored;
    }

    private static List<String> subjects(List<MaildropMessage> messages) {
        return messages.stream().map(MaildropMessage::subject).toList();
    }

    /** Empty if each message was stored once, and nothing else happened. */
    static List<String> of(Pop3TestServer server, List<String> stored) {
        List<String> remarks = new Outcome(server.maildrop(), stored).remarks();
        if (server.endpoint().tls() != Tls.NONE && server.sessions().stream().anyMatch(Outcome::revealsThePassword)) {
            remarks.add("**password in cleartext**");
        }
        return remarks;
    }

    private static boolean revealsThePassword(Pop3Session session) {
        return session.tlsProtocol().isEmpty()
                && session.commands().stream().anyMatch(command -> command.event() == Pop3Event.PASS);
    }

    private List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        add(remarks, "**", "lost**", subject -> times(subject) == 0 && deleted.contains(subject));
        add(remarks, "", "not fetched", subject -> times(subject) == 0 && !deleted.contains(subject));
        add(remarks, "", "twice", subject -> times(subject) == 2);
        add(remarks, "", "three times", subject -> times(subject) == 3);
        add(remarks, "", "stored incomplete", subject -> stored.contains(subject + SeededMail.INCOMPLETE));
        return remarks;
    }

    private long times(String subject) {
        return stored.stream().filter(subject::equals).count();
    }

    private void add(List<String> remarks, String before, String after, Predicate<String> which) {
        List<String> concerned = all.stream().filter(which).toList();
        if (!concerned.isEmpty()) {
            String names = concerned.size() == all.size() ? "all" : String.join(", ", concerned);
            remarks.add((before + names + " " + after).replace("all not fetched", "none fetched"));
        }
    }
}
