package io.github.pop3testserver.internal.store;

import io.github.pop3testserver.model.MessageOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Which messages of a maildrop a session sees, and in which order: usually all of them, the oldest first. */
final class SessionView {

    private int most = Integer.MAX_VALUE;

    /** Whether the newest ones are shown if there are more. */
    private boolean newest;

    private boolean hidesRetrieved;
    private MessageOrder order = MessageOrder.OLDEST_FIRST;
    private int sessions;

    void showOldest(int messages) {
        most = messages;
        newest = false;
    }

    void showNewest(int messages) {
        most = messages;
        newest = true;
    }

    void hideRetrieved(boolean hides) {
        hidesRetrieved = hides;
    }

    void order(MessageOrder wanted) {
        order = wanted;
    }

    /**
     * Returns what the next session sees of the messages, which are in order of arrival: the same list if that is all
     * of them in this order.
     *
     * @param alsoRetrieved whether messages that are hidden after retrieval are shown
     */
    List<StoredMessage> next(List<StoredMessage> all, boolean alsoRetrieved) {
        List<StoredMessage> unhidden = hidesRetrieved && !alsoRetrieved ? notRetrieved(all) : all;
        return ordered(limited(unhidden), sessions++);
    }

    private static List<StoredMessage> notRetrieved(List<StoredMessage> all) {
        List<StoredMessage> shown = new ArrayList<>(all.size());
        for (StoredMessage message : all) {
            if (!message.isTaken()) {
                shown.add(message);
            }
        }
        return shown;
    }

    private List<StoredMessage> limited(List<StoredMessage> messages) {
        int size = messages.size();
        if (size <= most) {
            return messages;
        }
        return newest ? messages.subList(size - most, size) : messages.subList(0, most);
    }

    private List<StoredMessage> ordered(List<StoredMessage> messages, int earlierSessions) {
        if (order == MessageOrder.OLDEST_FIRST || messages.size() < 2) {
            return messages;
        }
        List<StoredMessage> ordered = new ArrayList<>(messages);
        if (order == MessageOrder.NEWEST_FIRST) {
            Collections.reverse(ordered);
        } else {
            Collections.rotate(ordered, -(earlierSessions % ordered.size()));
        }
        return ordered;
    }
}
