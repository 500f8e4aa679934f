package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.model.Reply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long sessions may take.
 *
 * @param idle how long a session may go without a command (RFC 1939 section 3)
 * @param lastReply what the server says before it ends an idle session; null for nothing
 * @param afterLogin how long a session may last after login; null for no limit
 */
public record TimeLimits(
        Duration idle, @Nullable Reply lastReply, @Nullable Duration afterLogin) {}
