package com.example.invoices;

import io.github.pop3testserver.Pop3TestServer;
import org.junit.rules.TestWatcher;
import org.junit.runner.Description;

public final class Pop3Rule extends TestWatcher {

    private Pop3TestServer server;

    public Pop3TestServer server() {
        return server;
    }

    @Override
    protected void starting(Description test) {
        server = Pop3TestServer.start();
    }

    @Override
    protected void succeeded(Description test) {
        server.verify();
    }

    @Override
    protected void finished(Description test) {
        server.close();
    }
}
