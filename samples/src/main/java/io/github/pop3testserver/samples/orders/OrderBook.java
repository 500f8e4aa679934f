package io.github.pop3testserver.samples.orders;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The orders that were received, by the unique-ids of the mails that brought them. */
public final class OrderBook {

    private final Map<String, String> orders = new LinkedHashMap<>();

    /** Keeps an order, which may have come in before. */
    public void keep(String uid, String text) {
        orders.put(uid, text);
    }

    public boolean has(String uid) {
        return orders.containsKey(uid);
    }

    /** The texts, in the order of their arrival. */
    public List<String> texts() {
        return List.copyOf(orders.values());
    }
}
