package io.github.pop3testserver.internal.fault;

import io.github.pop3testserver.model.Pop3Event;
import java.util.ArrayList;
import java.util.List;

/** The faults of a server, in the order of their declaration. */
public final class FaultRegistry {

    /** Immutable, and replaced as a whole: a predicate may add or remove faults during {@link #match}. */
    private List<Fault> faults = List.of();

    /** Adds a fault. It is not applied before {@link #complete}. */
    public Fault begin(Pop3Event event, String declaredAt) {
        Fault fault = new Fault(event, declaredAt);
        List<Fault> more = new ArrayList<>(faults);
        more.add(fault);
        faults = List.copyOf(more);
        return fault;
    }

    /**
     * Sets what the fault does.
     *
     * @throws IllegalStateException if the fault has been removed, or was complete before
     */
    public void complete(Fault fault, FaultSpec spec) {
        if (!faults.contains(fault)) {
            throw new IllegalStateException(
                    fault.description() + " was removed by clearFaults() or reset() before it had an effect; declare"
                            + " another fault with server.on(...)");
        }
        fault.complete(spec);
    }

    public List<Fault> faults() {
        return faults;
    }

    public void remove(Fault fault) {
        List<Fault> left = new ArrayList<>(faults);
        left.remove(fault);
        faults = List.copyOf(left);
        fault.release();
    }

    public void clear() {
        List<Fault> all = faults;
        faults = List.of();
        all.forEach(Fault::release);
    }

    /** Releases all connections that faults hold. */
    public void release() {
        faults.forEach(Fault::release);
    }

    /**
     * The faults to apply to an exchange, ordered by stage: the first deciding fault that matches, and every matching fault
     * that does not decide. Each fault counts its match, whether it is chosen or not. A chosen fault is reserved at once,
     * because the predicate of the next one may resume another exchange.
     */
    public List<Fault> match(FaultedExchange exchange) {
        if (faults.isEmpty()) {
            return List.of();
        }
        List<Fault> chosen = new ArrayList<>(2);
        Fault decider = null;
        try {
            for (Fault fault : faults) {
                if (!fault.match(exchange)) {
                    continue;
                }
                boolean decides = fault.effect().decides();
                if (decides && decider != null) {
                    fault.decidedBy(decider);
                    continue;
                }
                decider = decides ? fault : decider;
                fault.reserve();
                insert(fault, chosen);
            }
        } catch (RuntimeException | Error e) {
            chosen.forEach(fault -> fault.notApplied("a predicate threw " + e));
            throw e;
        }
        return chosen;
    }

    private static void insert(Fault fault, List<Fault> byStage) {
        int at = byStage.size();
        while (at > 0 && byStage.get(at - 1).stage().compareTo(fault.stage()) > 0) {
            at--;
        }
        byStage.add(at, fault);
    }

    /** What is wrong with unused faults, a sentence each. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (Fault fault : faults) {
            String problem = fault.problem();
            if (problem != null) {
                problems.add(problem);
            }
        }
        return problems;
    }
}
