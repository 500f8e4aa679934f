package io.github.pop3testserver.internal.server;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where conversations are held until the test lets them go on. */
public final class Barrier {

    private final Set<Connection> held = new LinkedHashSet<>();
    private boolean open;

    void hold(Connection connection) {
        held.add(connection);
    }

    /** The client has gone. */
    void forget(Connection connection) {
        held.remove(connection);
    }

    /** Whether it was released: nobody is held any more. */
    public boolean isOpen() {
        return open;
    }

    /** All that are held go on; idempotent. */
    public void release() {
        open = true;
        letGo().forEach(Connection::resume);
    }

    /** The connections of all that are held are closed instead. */
    public void releaseAndDisconnect() {
        open = true;
        letGo().forEach(Connection::drop);
    }

    private List<Connection> letGo() {
        List<Connection> all = List.copyOf(held);
        held.clear();
        return all;
    }
}
