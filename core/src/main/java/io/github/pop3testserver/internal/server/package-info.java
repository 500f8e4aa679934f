/** Where octets, protocol and test meet: acceptor, connections, fault rules and the journal. */
@NullMarked
package io.github.pop3testserver.internal.server;

import org.jspecify.annotations.NullMarked;
