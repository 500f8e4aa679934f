package io.github.pop3testserver.junit5;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.platform.commons.support.ReflectionSupport;

/** A setup class that a declaration names. */
record Setup(Class<? extends Pop3ServerSetup> type, Declaration declaration) {

    void configure(Pop3TestServerBuilder builder) {
        call(setup -> setup.configure(builder));
    }

    void prepare(Pop3TestServer server) {
        call(setup -> setup.prepare(server));
    }

    private void call(Consumer<Pop3ServerSetup> method) {
        if (!canBeMade()) {
            throw declaration.refused("setup = " + type.getName() + " has no constructor without arguments; give it one"
                    + " (a nested class must be static, and neither an interface nor abstract will do)");
        }
        try {
            method.accept(ReflectionSupport.newInstance(type));
        } catch (RuntimeException | LinkageError e) {
            throw declaration.refused("setup = " + type.getName() + " failed: " + e, e);
        }
    }

    private boolean canBeMade() {
        return !Modifier.isAbstract(type.getModifiers())
                && Arrays.stream(type.getDeclaredConstructors()).anyMatch(each -> each.getParameterCount() == 0);
    }
}
