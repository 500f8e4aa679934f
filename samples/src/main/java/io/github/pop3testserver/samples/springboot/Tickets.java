package io.github.pop3testserver.samples.springboot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What the help desk has to do; in memory, where a real one would have a database. */
@Component
public class Tickets {

    private final Map<String, String> textsByUid = new LinkedHashMap<>();

    public synchronized boolean contains(String uid) {
        return textsByUid.containsKey(uid);
    }

    public synchronized void open(String uid, String text) {
        textsByUid.put(uid, text);
    }

    /** In the order of their arrival. */
    public synchronized List<String> texts() {
        return List.copyOf(textsByUid.values());
    }

    public synchronized void clear() {
        textsByUid.clear();
    }
}
