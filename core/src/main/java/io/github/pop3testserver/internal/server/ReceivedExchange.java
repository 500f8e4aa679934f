package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.fault.FaultedExchange;
import io.github.pop3testserver.internal.store.OpenMaildrop;
import io.github.pop3testserver.internal.store.StoredMessage;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.LoginAttempt;
import io.github.pop3testserver.model.Pop3Event;
import org.jspecify.annotations.Nullable;

/** The properties of an exchange that faults match: its event, the received line, the message and the login. */
abstract class ReceivedExchange implements FaultedExchange {

    final Dialogue dialogue;
    final Pop3Event event;

    /** What was received; null if the event is not a line, or the line could not be read. */
    final @Nullable CommandLine line;

    private final @Nullable StoredMessage message;
    final ExchangeRecord record;

    private @Nullable LoginAttempt login;
    private boolean loginKnown;

    ReceivedExchange(
            Dialogue dialogue,
            Pop3Event event,
            @Nullable CommandLine line,
            @Nullable StoredMessage message,
            ExchangeRecord record) {
        this.dialogue = dialogue;
        this.event = event;
        this.line = line;
        this.message = message;
        this.record = record;
    }

    @Override
    public int session() {
        return dialogue.session();
    }

    @Override
    public Pop3Event event() {
        return event;
    }

    @Override
    public boolean is(Pop3Event what) {
        return switch (what) {
            case LOGIN -> login() != null;
            case ANY_COMMAND -> event.isCommand();
            default -> what == event;
        };
    }

    @Override
    public @Nullable CommandLine command() {
        return record.command();
    }

    @Override
    public @Nullable StoredMessage message() {
        return message;
    }

    @Override
    public @Nullable OpenMaildrop maildrop() {
        return dialogue.maildrop();
    }

    @Override
    public @Nullable LoginAttempt login() {
        if (!loginKnown) {
            loginKnown = true;
            login = line == null ? null : dialogue.loginAttempt(line);
        }
        return login;
    }

    @Override
    public int numberOf(String uid) {
        OpenMaildrop maildrop = dialogue.maildrop();
        if (maildrop == null) {
            return 0;
        }
        int number = maildrop.highest();
        while (number > 0
                && !maildrop.message(number).uid().equals(uid)
                && !maildrop.uid(number).equals(uid)) {
            number--;
        }
        return number;
    }
}
