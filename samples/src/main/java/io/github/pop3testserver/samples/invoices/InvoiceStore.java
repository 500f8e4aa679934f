package io.github.pop3testserver.samples.invoices;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps invoices in order of arrival, each once; in memory, where a real one would have a database. */
public final class InvoiceStore {

    private final Map<String, Invoice> byUid = new LinkedHashMap<>();

    /** Whether the mail with this unique-id was stored, now or at any time before. */
    public synchronized boolean contains(String uid) {
        return byUid.containsKey(uid);
    }

    /** Stores an invoice, unless there is one with its unique-id. */
    public synchronized void add(Invoice invoice) {
        byUid.putIfAbsent(invoice.uid(), invoice);
    }

    public synchronized List<Invoice> invoices() {
        return List.copyOf(byUid.values());
    }

    public synchronized List<String> subjects() {
        return byUid.values().stream().map(Invoice::subject).toList();
    }
}
