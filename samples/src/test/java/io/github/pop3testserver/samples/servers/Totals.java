package io.github.pop3testserver.samples.servers;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import java.util.ArrayList;

/** The messages that are not marked as deleted, for replies that count them. */
record Totals(int messages, long octets) {

    static Totals of(Maildrop maildrop) {
        var visible = new ArrayList<>(maildrop.messages());
        visible.removeAll(maildrop.markedForDeletion());
        return new Totals(
                visible.size(),
                visible.stream().mapToLong(MaildropMessage::size).sum());
    }
}
