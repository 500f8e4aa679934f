package io.github.pop3testserver.benchmarks;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.model.SeedMessage;
import io.github.pop3testserver.model.Tls;

/** The server of this project, as it is without any setting. */
final class OurSubject {

    private OurSubject() {}

    static RunningServer start(Load load) {
        Pop3TestServer server = started(load);
        return new RunningServer(server.port(), server::close);
    }

    static Pop3TestServer started(Load load) {
        Pop3TestServerBuilder builder = Pop3TestServer.builder().tls(load.tls() ? Tls.IMPLICIT : Tls.NONE);
        for (int i = 0; i < load.users(); i++) {
            builder.maildrop(Load.user(i), "password");
        }
        Pop3TestServer server = builder.start();
        for (int i = 0; i < load.users(); i++) {
            server.maildrop(Load.user(i)).add(load.messages(), number -> SeedMessage.raw(load.message()));
        }
        return server;
    }
}
