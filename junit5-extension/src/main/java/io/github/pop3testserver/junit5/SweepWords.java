package io.github.pop3testserver.junit5;

/** How the two annotations for sweeps name their runs, and report mistakes. */
enum SweepWords {
    /** {@link DisconnectSweepTest}. */
    CUTS(1, "recorded, without a cut", "cut ", "to cut", "cuts", "places to cut", "maxCuts", "to the cut") {
        @Override
        String nameOf(String number, SweepFault fault) {
            return number;
        }

        @Override
        String purpose(String number, SweepFault fault, String event) {
            return number + " " + event + ": the connection was to be cut " + fault.name();
        }
    },
    /** {@link FaultSweepTest}. */
    FAULTS(2, "undisturbed", "", "to disturb", "failures", "failures to try", "maxRuns", "to the failure") {
        @Override
        String nameOf(String number, SweepFault fault) {
            return fault.name();
        }

        @Override
        String purpose(String number, SweepFault fault, String event) {
            return "\"" + fault.name() + "\" " + event;
        }
    };

    private final int rehearsals;
    private final String undisturbed;
    private final String prefix;
    private final String aim;
    private final String failures;
    private final String places;
    private final String limit;
    private final String until;

    SweepWords(
            int rehearsals,
            String undisturbed,
            String prefix,
            String aim,
            String failures,
            String places,
            String limit,
            String until) {
        this.rehearsals = rehearsals;
        this.failures = failures;
        this.undisturbed = undisturbed;
        this.prefix = prefix;
        this.aim = aim;
        this.places = places;
        this.limit = limit;
        this.until = until;
    }

    /** Names a fault in transcripts. */
    abstract String nameOf(String number, SweepFault fault);

    /** What a run was for, and what became of that. */
    abstract String purpose(String number, SweepFault fault, String event);

    /** The number of undisturbed runs. */
    int rehearsals() {
        return rehearsals;
    }

    String failures() {
        return failures;
    }

    String undisturbed() {
        return undisturbed;
    }

    /** Numbers a run. */
    String number(int run, int of) {
        return prefix + run + " of " + of;
    }

    String noClient() {
        return "no client connected to the server in the recorded run, so there is nothing " + aim
                + "; make the application under test use the server's endpoint, and do not call reset()";
    }

    String nothingToTry() {
        return "the recorded run has no step at which a failure of these kinds can happen, so there is nothing " + aim
                + "; seed messages for the application to fetch and delete, or name other kinds";
    }

    String tooMany(int runs, int most) {
        return "the recorded run has " + runs + " " + places + ", more than " + limit + " = " + most + "; raise it, or "
                + (this == FAULTS ? "take a sample, or " : "") + "seed fewer messages";
    }

    String removed(String number, SweepFault fault) {
        return purpose(number, fault, "was removed by clearFaults() or reset()")
                + "; remove the test's own faults with InstalledFault.remove()";
    }

    String neverReached(String number, SweepFault fault) {
        return purpose(number, fault, "was never reached")
                + ", but this run differs from the recorded one; a sweep needs an application that always does the same"
                + " up " + until;
    }
}
