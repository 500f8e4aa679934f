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

    /** Does what the socket is ready for. */
    abstract void handle() throws IOException;

    /** TLS has failed. */
    abstract void failTls(SSLException failure);

    /** The connection was lost. */
    abstract void lost();

    /** The connection is gone, or has to go at once. */
    abstract void abort(SessionEnd end);

    /** All that is done for this connection runs within this method. */
    final void attempt(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            // A clause of its own would load the class of TLS's exception where there is no TLS.
            if (e instanceof SSLException failure) {
                failTls(failure);
            } else {
                lost();
            }
        } catch (RuntimeException | Error e) {
            // A defect, or a function of the test has thrown; verify() and close() report it.
            context.failures().add(e);
            abort(SessionEnd.SERVER_DISCONNECTED);
        }
    }
}
