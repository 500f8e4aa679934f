package io.github.pop3testserver.play;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One maildrop by RFC 1939, as simply as it can be said: what is there, who has the lock, what each session sees. */
final class Reference {

    /** Octets by unique-id, in order of arrival. */
    final Map<String, Long> present = new LinkedHashMap<>();

    final List<String> deleted = new ArrayList<>();

    private Session holder;

    void add(String uid, long octets) {
        present.put(uid, octets);
    }

    void remove(String uid) {
        present.remove(uid);
    }

    boolean isLocked() {
        return holder != null;
    }

    /** Null if somebody else has the lock. */
    Session login() {
        if (isLocked()) {
            return null;
        }
        holder = new Session();
        return holder;
    }

    /** Section 4: numbers stand for the whole session. Section 6: only its QUIT deletes, and only what it has marked. */
    final class Session {

        private final List<String> uids = List.copyOf(present.keySet());
        private final List<Long> octets = List.copyOf(present.values());
        private final Set<Integer> marks = new TreeSet<>();

        boolean has(int number) {
            return number >= 1 && number <= uids.size() && !marks.contains(number);
        }

        /** Why there is no such message. */
        String complaint(int number) {
            return number <= uids.size() ? "Message is deleted." : "There's no message " + number + ".";
        }

        String uid(int number) {
            return uids.get(number - 1);
        }

        long octets(int number) {
            return octets.get(number - 1);
        }

        List<Integer> numbers() {
            List<Integer> numbers = new ArrayList<>();
            for (int number = 1; number <= uids.size(); number++) {
                if (has(number)) {
                    numbers.add(number);
                }
            }
            return numbers;
        }

        long totalOctets() {
            return numbers().stream().mapToLong(this::octets).sum();
        }

        void dele(int number) {
            marks.add(number);
        }

        void rset() {
            marks.clear();
        }

        void quit() {
            for (int number : marks) {
                if (present.remove(uid(number)) != null) {
                    deleted.add(uid(number));
                }
            }
            leave();
        }

        void leave() {
            if (holder == this) {
                holder = null;
            }
        }
    }
}
