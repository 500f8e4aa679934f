package io.github.pop3testserver.internal.fault;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Holds exchanges until the test lets them go on. */
public final class Barrier {

    private final Set<Waiter> held = new LinkedHashSet<>();
    private boolean open;

    /** A connection that can be held. */
    public interface Waiter {

        /** What it waited for is there. */
        void resume();

        /** The connection closes, whatever it waits for. */
        void drop();
    }

    public void hold(Waiter waiter) {
        held.add(waiter);
    }

    /** The client is gone. */
    public void forget(Waiter waiter) {
        held.remove(waiter);
    }

    /** Whether it was released: nobody is held any more. */
    public boolean isOpen() {
        return open;
    }

    /** All that are held go on; idempotent. */
    public void release() {
        open = true;
        takeAll().forEach(Waiter::resume);
    }

    /** The connections of all that are held are closed instead. */
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
