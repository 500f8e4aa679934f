package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.internal.store.OpenMaildrop;
import io.github.pop3testserver.model.CommandLine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands and replies that several states have in common. */
final class Commands {

    private Commands() {}

    /** @param maildrop the open maildrop; null before login */
    static Response capa(CommandLine line, SessionContext context, @Nullable OpenMaildrop maildrop) throws Rejected {
        Arguments.none(line);
        if (!context.has("CAPA")) {
            throw new Rejected("Unknown command.");
        }
        return list("Capability list follows", context.features().capabilities().lines(context, maildrop));
    }

    /** A multi-line reply of lines that need no byte-stuffing. */
    static Response list(String text, List<String> lines) {
        StringBuilder listing = new StringBuilder();
        for (String line : lines) {
            listing.append(line).append("\r\n");
        }
        return Response.multiLine(text, ByteBuffer.wrap(listing.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
