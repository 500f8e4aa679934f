package io.github.pop3testserver.samples.clients;

/** What an exception says, without what differs from run to run. */
final class ExceptionText {

    private static final int LONGEST = 110;

    private ExceptionText() {}

    /** The exception's own text, and that of its last cause where it says something else. */
    static String of(Throwable failure) {
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        String text = gist(failure);
        String cause = gist(last);
        return text.contains(cause) ? text : text + " ← " + last.getClass().getSimpleName() + ": " + cause;
    }

    private static String gist(Throwable failure) {
        String text = String.valueOf(failure.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .replaceAll("127\\.0\\.0\\.1, \\d+; timeout \\d+", "127.0.0.1, …")
                .replaceAll("^\\(certificate_expired\\) ", "") // not with JDK 17
                .replaceAll("\\. Exchange: .*", "")
                .replaceAll("NotAfter: .*", "NotAfter: …")
                .replaceAll(";$", "");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
