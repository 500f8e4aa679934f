package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.internal.store.Login;
import io.github.pop3testserver.internal.store.OpenMaildrop;
import io.github.pop3testserver.internal.store.StoredMessage;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.ResponseCode;
import java.nio.ByteBuffer;

/** The TRANSACTION state (RFC 1939 section 5): the client works on its maildrop. */
final class Transaction implements SessionState {

    private final SessionContext context;
    private final OpenMaildrop maildrop;

    Transaction(SessionContext context, OpenMaildrop maildrop) {
        this.context = context;
        this.maildrop = maildrop;
    }

    /**
     * Opens the maildrop of a user who has logged in by any command.
     *
     * @param proven whether the credentials were right. If not, the store counts the failure.
     */
    static Outcome enter(SessionContext context, String username, boolean proven) throws Rejected {
        Login login = context.users().login(username, proven, context.session());
        if (login instanceof Login.Refused refused) {
            throw Rejected.login(Response.err(refused.code(), refused.text()).withReason(refused.why()));
        }
        Login.Opened opened = (Login.Opened) login;
        Response welcome =
                Response.ok("Logged in.").withReason(opened.maildrop().unseen());
        return new Outcome(welcome, new Transaction(context, opened.maildrop()));
    }

    OpenMaildrop maildrop() {
        return maildrop;
    }

    @Override
    public Outcome on(CommandLine line) throws Rejected {
        Response response = switch (line.event()) {
            case CAPA -> Capabilities.capa(line, context, maildrop);
            case STAT -> stat(line);
            case LIST -> list(line);
            case UIDL -> uidl(line);
            case TOP -> top(line);
            case RETR -> retr(line);
            case DELE -> dele(line);
            case NOOP -> noop(line);
            case RSET -> rset(line);
            case QUIT -> {
                Arguments.none(line);
                yield update();
            }
            case USER, PASS, APOP, AUTH, STLS, UTF8 -> throw new Rejected("Already logged in.");
            case CONNECT, TLS_HANDSHAKE, GREETING, LOGIN, SASL_RESPONSE, ANY_COMMAND, UNKNOWN_COMMAND ->
                throw new Rejected("Unknown command.");
        };
        return new Outcome(response, maildrop.isOver() ? Ended.INSTANCE : this);
    }

    private Response stat(CommandLine line) throws Rejected {
        Arguments.none(line);
        return Response.ok(maildrop.count() + " " + maildrop.octets());
    }

    private Response list(CommandLine line) throws Rejected {
        if (!line.arguments().isEmpty()) {
            int number = Arguments.onlyMessageNumber(line, maildrop);
            return Response.ok(number + " " + maildrop.message(number).announcedSize());
        }
        return Response.multiLine(maildrop.count() + " messages:", maildrop.scanListing());
    }

    private Response uidl(CommandLine line) throws Rejected {
        if (!context.has("UIDL") || !maildrop.hasUniqueIds()) {
            throw new Rejected("Unknown command.");
        }
        if (!line.arguments().isEmpty()) {
            int number = Arguments.onlyMessageNumber(line, maildrop);
            return Response.ok(number + " " + maildrop.uid(number));
        }
        return Response.multiLine("", maildrop.uidListing());
    }

    /** Some clients use TOP instead of RETR, with a number of lines that no message exceeds. */
    private Response top(CommandLine line) throws Rejected {
        if (!context.has("TOP")) {
            throw new Rejected("Unknown command.");
        }
        int number = Arguments.messageNumber(line, maildrop);
        long bodyLines = Arguments.bodyLines(line);
        StoredMessage message = retrievable(number);
        ByteBuffer top = message.top(bodyLines);
        boolean whole = top.remaining() == message.lines().remaining();
        return message("", number, top, new Retrieval(message, whole && bodyLines > 0, whole));
    }

    private Response retr(CommandLine line) throws Rejected {
        int number = Arguments.onlyMessageNumber(line, maildrop);
        StoredMessage message = retrievable(number);
        if (maildrop.hasReachedDownloadLimit()) {
            throw new Rejected(ResponseCode.SYS_TEMP, "Download limit of this session reached.");
        }
        String text = message.announcedSize() + " octets"; // Jakarta Mail reads the size from this form
        return message(text, number, message.lines(), new Retrieval(message, true, true));
    }

    private Response message(String text, int number, ByteBuffer lines, Retrieval retrieval) {
        if (retrieval.counts()) {
            maildrop.retrieving(number);
        }
        return Response.message(text, lines, retrieval);
    }

    private Response dele(CommandLine line) throws Rejected {
        int number = Arguments.onlyMessageNumber(line, maildrop);
        present(number);
        maildrop.mark(number);
        return Response.ok("Marked to be deleted.");
    }

    private static Response noop(CommandLine line) throws Rejected {
        Arguments.none(line);
        return Response.ok("");
    }

    private Response rset(CommandLine line) throws Rejected {
        Arguments.none(line);
        maildrop.unmarkAll();
        return Response.ok("");
    }

    /** Completes the UPDATE state (RFC 1939 section 6) before the reply, so that a client that has the reply sees the result. */
    private Response update() {
        String failure = maildrop.commit();
        if (failure != null) {
            return Response.err(failure);
        }
        return Response.ok(maildrop.deleted().isEmpty() ? "Logging out." : "Logging out, messages deleted.");
    }

    private StoredMessage retrievable(int number) throws Rejected {
        StoredMessage message = present(number);
        String reason = message.unretrievable();
        if (reason != null) {
            throw new Rejected(reason);
        }
        // RFC 6856 section 2.1: a message with UTF-8 headers must not be sent as it is unless the client has sent UTF8.
        if (message.isInternationalized() && context.has("UTF8") && !context.utf8()) {
            throw new Rejected(ResponseCode.UTF8_REQUIRED, "This message has UTF-8 in its headers; send UTF8 first.");
        }
        return message;
    }

    /** Rejects a message that was removed during the session, by the test for example. It keeps its number. */
    private StoredMessage present(int number) throws Rejected {
        StoredMessage message = maildrop.message(number);
        if (message.isGone()) {
            throw new Rejected("Message " + number + " expunged.");
        }
        return message;
    }
}
