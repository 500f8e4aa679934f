package io.github.pop3testserver.benchmarks;

import io.github.pop3testserver.benchmarks.bare.BareServer;
import io.github.pop3testserver.benchmarks.bare.PreparedReplies;

/** The bare server, whose one maildrop is everybody's. */
final class BareSubject {

    private BareSubject() {}

    static RunningServer start(Load load) {
        PreparedReplies replies =
                new PreparedReplies(load.messages(), load.messages() == 0 ? new byte[0] : load.message());
        BareServer server = BareServer.start(replies, load.tls() ? StoredKey.context() : null);
        return new RunningServer(server.port(), server::close);
    }
}
