package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.internal.store.Users;

/**
 * What every state of one session may use.
 *
 * @param session the session's number
 */
record SessionContext(int session, Users users, Capabilities capabilities) {}
