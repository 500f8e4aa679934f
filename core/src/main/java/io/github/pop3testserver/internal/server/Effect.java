package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.protocol.Response;
import io.github.pop3testserver.model.CutPoint;

/** What a fault does to a command's reply. */
public sealed interface Effect {

    /** The command is not processed; this is answered instead. */
    record Answer(Response response) implements Effect {}

    /** The reply ends at the cut point, and FIN follows. */
    record Disconnect(CutPoint at) implements Effect {}

    /** The reply ends at the cut point, and nothing follows. */
    record Stall(CutPoint at) implements Effect {}
}
