package io.github.pop3testserver.benchmarks;

import java.util.Locale;

/** A server that is measured. */
enum Subject {
    BARE {
        @Override
        RunningServer start(Load load) {
            return BareSubject.start(load);
        }
    },
    OURS {
        @Override
        RunningServer start(Load load) {
            return OurSubject.start(load);
        }
    },
    GREENMAIL {
        @Override
        RunningServer start(Load load) {
            return GreenMailSubject.start(load);
        }
    };

    /** When this returns, clients can connect. */
    abstract RunningServer start(Load load);

    static Subject named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
