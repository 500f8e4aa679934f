package io.github.pop3testserver.play;

import static io.github.pop3testserver.model.SeedMessage.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pop3testserver.FaultTrigger;
import io.github.pop3testserver.Gate;
import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.model.CutPoint;
import io.github.pop3testserver.model.Pop3Event;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** The server and the reference side by side: each move is made with both, and they have to agree. */
final class Play implements AutoCloseable {

    private final Pop3TestServer server;
    private final Maildrop maildrop;
    private final Reference reference = new Reference();
    private final List<Player> players = new ArrayList<>();
    private final List<PlannedFault> pending = new ArrayList<>();
    private final Map<String, String> contents = new HashMap<>();

    /** The unique-ids of messages that some client was sent to the last octet. */
    private final Set<String> delivered = new HashSet<>();

    private int connected;
    private int ended;
    private int added;

    Play(Pop3TestServer server) {
        this.server = server;
        this.maildrop = server.maildrop();
        for (int i = 0; i < Move.CLIENTS; i++) {
            players.add(new Player());
        }
        add(1);
        add(2);
    }

    void make(Move move) {
        try {
            makeWithBoth(move);
            check();
        } catch (AssertionError | UncheckedIOException e) {
            throw new AssertionError(
                    move + ": " + e.getMessage() + "\n\n" + server.transcript().render(), e);
        }
    }

    private void makeWithBoth(Move move) {
        Player player = players.get(move.client());
        switch (move.kind()) {
            case ADD -> add(move.number());
            case REMOVE -> remove(move.number());
            case DROP_ALL -> dropAll();
            case FAULT -> plan(PlannedFault.numbered(move.number()));
            case CONNECT -> {
                if (!player.isConnected()) {
                    player.connect(server, ++connected);
                }
            }
            default -> {
                if (player.isConnected()) {
                    act(player, move);
                }
            }
        }
    }

    private void act(Player player, Move move) {
        switch (move.kind()) {
            case LEAVE -> leave(player);
            case QUIT -> command(player, Pop3Event.QUIT, "QUIT", () -> quit(player));
            case LOGIN -> login(player);
            case LEAVE_WHILE_HELD -> leaveWhileHeld(player, move.number());
            default -> {
                if (player.session != null) {
                    inTransaction(player, player.session, move);
                }
            }
        }
    }

    private void inTransaction(Player player, Reference.Session session, Move move) {
        int number = 1 + move.number() % 6;
        switch (move.kind()) {
            case STAT ->
                command(
                        player,
                        Pop3Event.STAT,
                        "STAT",
                        () -> "+OK " + session.numbers().size() + " " + session.totalOctets() + "\r\n");
            case LIST ->
                command(
                        player,
                        Pop3Event.LIST,
                        "LIST",
                        () -> listing(
                                session.numbers().size() + " messages:",
                                session,
                                n -> Long.toString(session.octets(n))));
            case LIST_ONE -> command(player, Pop3Event.LIST, "LIST " + number, () -> listed(session, number));
            case UIDL -> command(player, Pop3Event.UIDL, "UIDL", () -> listing("", session, session::uid));
            case RETR -> retr(player, session, number);
            case TOP -> command(player, Pop3Event.TOP, "TOP " + number + " 0", () -> top(session, number));
            case DELE -> command(player, Pop3Event.DELE, "DELE " + number, () -> dele(session, number));
            case RSET ->
                command(player, Pop3Event.RSET, "RSET", () -> {
                    session.rset();
                    return "+OK\r\n";
                });
            default -> command(player, Pop3Event.NOOP, "NOOP", () -> "+OK\r\n");
        }
    }

    private void login(Player player) {
        if (player.session != null) {
            return;
        }
        assertThat(player.client().command("USER user")).isEqualTo("+OK");
        command(player, Pop3Event.LOGIN, "PASS password", () -> {
            player.session = reference.login();
            return player.session == null
                    ? "-ERR [IN-USE] Mailbox is locked by another POP3 session.\r\n"
                    : "+OK Logged in.\r\n";
        });
    }

    private static String listing(String text, Reference.Session session, IntFunction<String> value) {
        StringBuilder reply = new StringBuilder(text.isEmpty() ? "+OK\r\n" : "+OK " + text + "\r\n");
        session.numbers().forEach(n -> reply.append(n + " " + value.apply(n) + "\r\n"));
        return reply + ".\r\n";
    }

    private static String listed(Reference.Session session, int number) {
        return session.has(number)
                ? "+OK " + number + " " + session.octets(number) + "\r\n"
                : "-ERR " + session.complaint(number) + "\r\n";
    }

    /** Why a message cannot be had; empty if it can. */
    private String trouble(Reference.Session session, int number) {
        if (!session.has(number)) {
            return "-ERR " + session.complaint(number) + "\r\n";
        }
        return reference.present.containsKey(session.uid(number)) ? "" : "-ERR Message " + number + " expunged.\r\n";
    }

    private void retr(Player player, Reference.Session session, int number) {
        boolean heard = command(player, Pop3Event.RETR, "RETR " + number, () -> {
            String trouble = trouble(session, number);
            return trouble.isEmpty()
                    ? "+OK " + session.octets(number) + " octets\r\n" + contents.get(session.uid(number)) + ".\r\n"
                    : trouble;
        });
        if (heard && trouble(session, number).isEmpty()) {
            delivered.add(session.uid(number));
        }
    }

    private String top(Reference.Session session, int number) {
        String trouble = trouble(session, number);
        if (!trouble.isEmpty()) {
            return trouble;
        }
        String content = contents.get(session.uid(number));
        return "+OK\r\n" + content.substring(0, content.indexOf("\r\n\r\n") + 4) + ".\r\n";
    }

    private String dele(Reference.Session session, int number) {
        String trouble = trouble(session, number);
        if (trouble.isEmpty()) {
            session.dele(number);
            return "+OK Marked to be deleted.\r\n";
        }
        return trouble;
    }

    private String quit(Player player) {
        player.hasQuit = true;
        if (player.session == null) {
            return "+OK Logging out.\r\n";
        }
        int before = reference.deleted.size();
        player.session.quit();
        return reference.deleted.size() > before ? "+OK Logging out, messages deleted.\r\n" : "+OK Logging out.\r\n";
    }

    /** Makes a command with both sides; true if the client has heard the true reply to its end. */
    private boolean command(Player player, Pop3Event event, String line, Supplier<String> processing) {
        player.client().send(line + "\r\n");
        PlannedFault fault = takePending(event);
        if (fault == null) {
            fault = new PlannedFault(event, null, true, PlannedFault.Heard.THE_REPLY, false);
        }
        String reply = fault.processed() ? processing.get() : "";
        boolean ends = fault.ends() || player.hasQuit;
        switch (fault.heard()) {
            case THE_REPLY -> player.assertHears(reply, ends);
            case SOMETHING_ELSE -> player.assertHears(PlannedFault.INSTEAD, ends);
            case NOTHING -> player.assertHears("", ends);
            case RESET -> assertThatThrownBy(player.client()::readToEnd).isInstanceOf(UncheckedIOException.class);
        }
        if (ends) {
            endSession(player);
        }
        return fault.heard() == PlannedFault.Heard.THE_REPLY;
    }

    private PlannedFault takePending(Pop3Event event) {
        Iterator<PlannedFault> faults = pending.iterator();
        while (faults.hasNext()) {
            PlannedFault fault = faults.next();
            if (fault.event() == event) {
                faults.remove();
                return fault;
            }
        }
        return null;
    }

    private void plan(PlannedFault fault) {
        FaultTrigger trigger = server.on(fault.event());
        fault.effect().accept(trigger);
        pending.add(fault);
    }

    private void leave(Player player) {
        player.client().close();
        endSession(player);
        server.await().sessionsEnded(ended);
    }

    private void leaveWhileHeld(Player player, int number) {
        boolean quits = number % 2 == 0;
        Pop3Event event = quits ? Pop3Event.QUIT : Pop3Event.NOOP;
        if (player.session == null || pending.stream().anyMatch(fault -> fault.event() == event)) {
            return;
        }
        boolean processed = number % 3 == 0;
        try (Gate gate = server.on(event)
                .inSession(player.number)
                .hold(processed ? CutPoint.beforeReply() : CutPoint.beforeProcessing())) {
            player.client().send(event + "\r\n");
            gate.awaitReached();
            if (quits && processed) {
                quit(player);
            }
            leave(player);
            check();
        }
    }

    private void endSession(Player player) {
        player.endSession();
        ended++;
    }

    private void dropAll() {
        server.dropAllConnections();
        for (Player player : players) {
            if (player.isConnected()) {
                player.assertHears("", true);
                endSession(player);
            }
        }
    }

    private void add(int number) {
        added++;
        MaildropMessage mail = maildrop.add(message("mail " + added).text("x".repeat(number)));
        contents.put(mail.uid(), mail.contentAsString());
        reference.add(mail.uid(), mail.size());
    }

    private void remove(int number) {
        List<MaildropMessage> messages = maildrop.messages();
        if (!messages.isEmpty()) {
            MaildropMessage removed = messages.get(number % messages.size());
            maildrop.remove(removed);
            reference.remove(removed.uid());
        }
    }

    private void check() {
        assertThat(maildrop.messages())
                .extracting(MaildropMessage::uid)
                .containsExactlyElementsOf(reference.present.keySet());
        assertThat(maildrop.deleted())
                .extracting(MaildropMessage::uid)
                .containsExactlyInAnyOrderElementsOf(reference.deleted);
        assertThat(maildrop.isLocked()).isEqualTo(reference.isLocked());
        assertThat(maildrop.deleted())
                .allSatisfy(mail -> assertThat(mail.isLost()).isEqualTo(!delivered.contains(mail.uid())));
    }

    /** Everybody leaves: nothing may be locked, and nothing may have gone wrong inside. */
    @Override
    public void close() {
        try {
            players.stream().filter(Player::isConnected).forEach(this::leave);
            check();
            server.clearFaults();
            server.verify();
        } finally {
            server.reset();
        }
    }
}
