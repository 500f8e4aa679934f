package io.github.pop3testserver.internal.fault;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Holds connections until the test releases them. */
public final class Barrier {

    private final Set<Waiter> held = new LinkedHashSet<>();
    private boolean open;

    /** A connection that a barrier can hold. */
    public interface Waiter {

        /** The connection goes on. */
        void resume();

        /** The connection closes. */
        void drop();
    }

    public void hold(Waiter waiter) {
        held.add(waiter);
    }

    /** Stops holding a connection whose client has disconnected. */
    public void forget(Waiter waiter) {
        held.remove(waiter);
    }

    /** Whether the barrier was released. It holds no connection from then on. */
    public boolean isOpen() {
        return open;
    }

    /** Resumes all held connections. Further calls have no effect. */
    public void release() {
        open = true;
        takeAll().forEach(Waiter::resume);
    }

    /** Closes all held connections. */
    public void releaseAndDisconnect() {
        open = true;
        takeAll().forEach(Waiter::drop);
    }

    private List<Waiter> takeAll() {
        List<Waiter> all = List.copyOf(held);
        held.clear();
        return all;
    }
}
