package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.loop.Handler;
import io.github.pop3testserver.model.SessionEnd;
import java.io.IOException;
import javax.net.ssl.SSLException;

/** A handler whose failures end its own connection and nothing else. */
abstract class IsolatedHandler implements Handler {

    final ServerContext context;
    private final Work onReady = this::handle;

    IsolatedHandler(ServerContext context) {
        this.context = context;
    }

    interface Work {
        void run() throws IOException;
    }

    @Override
    public final void onReady() {
        attempt(onReady);
    }

    /** Reads and writes what the socket is ready for. */
    abstract void handle() throws IOException;

    /** Closes the connection because TLS failed. */
    abstract void failTls(SSLException failure);

    /** Ends the session because the connection was lost. */
    abstract void lost();

    /** Ends the session and closes the connection at once. */
    abstract void abort(SessionEnd end);

    /** Everything done for this connection runs through this method. */
    final void attempt(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            // A catch clause would load SSLException even without TLS.
            if (e instanceof SSLException failure) {
                failTls(failure);
            } else {
                lost();
            }
        } catch (RuntimeException | Error e) {
            // A defect of the server, or a function of the test threw. verify() and close() report it.
            context.failures().add(e);
            abort(SessionEnd.SERVER_DISCONNECTED);
        }
    }
}
