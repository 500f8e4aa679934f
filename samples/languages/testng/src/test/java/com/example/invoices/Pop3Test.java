package com.example.invoices;

import io.github.pop3testserver.Pop3TestServer;
import org.testng.IHookCallBack;
import org.testng.IHookable;
import org.testng.ITestResult;

public abstract class Pop3Test implements IHookable {

    private static final ThreadLocal<Pop3TestServer> SERVER = new ThreadLocal<>();

    protected static Pop3TestServer server() {
        return SERVER.get();
    }

    @Override
    public void run(IHookCallBack test, ITestResult result) {
        try (var started = Pop3TestServer.start()) {
            SERVER.set(started);
            test.runTestMethod(result);
            if (result.getThrowable() == null) {
                started.verify();
            }
        } finally {
            SERVER.remove();
        }
    }
}
