package io.github.pop3testserver;

import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.model.Pop3Event;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fault is declared in the test's own line, whatever stands between the test and the server. */
class CallSiteTest {

    private final Pop3TestServer server = Pop3TestServer.start();

    @AfterEach
    void close() {
        server.clearFaults();
        server.close();
    }

    private static int lineOf(Throwable here) {
        return here.getStackTrace()[0].getLineNumber();
    }

    private void assertDeclaredAt(int line, String method) {
        assertThat(server.faults())
                .singleElement()
                .asString()
                .endsWith(" at CallSiteTest." + method + "(CallSiteTest.java:" + line + ")");
    }

    @Test
    void ofADirectCall() {
        server.on(NOOP).err("no");
        assertDeclaredAt(lineOf(new Throwable()) - 1, "ofADirectCall");
    }

    @Test
    void ofACallByReflection() throws ReflectiveOperationException {
        var on = Pop3TestServer.class.getMethod("on", Pop3Event.class);
        on.invoke(server, NOOP);
        assertDeclaredAt(lineOf(new Throwable()) - 1, "ofACallByReflection");
    }

    @Test
    void ofACallWithinAStream() {
        List<FaultTrigger> begun = Stream.of(NOOP).map(server::on).toList();
        assertDeclaredAt(lineOf(new Throwable()) - 1, "ofACallWithinAStream");
        assertThat(begun).hasSize(1);
    }

    @Test
    void isTheNearestThereIsIfNoTestIsOnTheStack() {
        CompletableFuture.completedFuture(NOOP).thenApplyAsync(server::on).join();
        assertThat(server.faults()).singleElement().asString().contains(" at CompletableFuture$");
    }

    @Test
    void isWhatCodeThatDeclaresFaultsForATestSays() {
        server.on(NOOP).declaredAt("SomeTest.fails").err("no");
        assertThat(server.faults()).singleElement().hasToString("on(NOOP).err(\"no\") at SomeTest.fails");
    }

    /** A feature of Spock. */
    @Test
    void leavesOutTheGeneratedNameOfAMethod() {
        assertThat(CallSite.describe(
                        new StackTraceElement("com.acme.FetcherSpec", "$spock_feature_0_0", "FetcherSpec.groovy", 12)))
                .isEqualTo("FetcherSpec(FetcherSpec.groovy:12)");
        assertThat(CallSite.describe(new StackTraceElement("com.acme.FetcherTest", "fetches", "FetcherTest.java", 7)))
                .isEqualTo("FetcherTest.fetches(FetcherTest.java:7)");
    }

    @ParameterizedTest
    @CsvSource({
        "com.acme.FetcherTest, fetches, true",
        "com.acme.FetcherTest$1, invoke, true",
        "com.acme.FetcherTest$_fetches_closure1, doCall, true",
        "com.acme.FetcherTest, lambda$fetches$0, true",
        "com.acme.FetcherTest, $spock_feature_0_0, true",
        "com.acme.groovy.FetcherTest, fetches, true",
        "org.codehaus.groovy.vmplugin.v8.IndyInterface, fromCache, false",
        "org.apache.groovy.internal.Access, call, false",
        "groovy.lang.Closure, call, false",
        "kotlin.collections.CollectionsKt, forEach, false",
        "kotlinx.coroutines.BuildersKt, runBlocking, false",
        "java.lang.reflect.Method, invoke, false",
        "jdk.internal.reflect.GeneratedMethodAccessor7, invoke, false",
        "sun.reflect.DelegatingMethodAccessorImpl, invoke, false",
        "com.acme.FetcherTest, access$fault, false",
        "com.acme.FaultsKt, fault$default, false",
        "com.acme.Faults$$EnhancerBySpringCGLIB$$1, fault, false"
    })
    void isNoMethodOfALanguageOrACompiler(String type, String method, boolean written) {
        assertThat(CallSite.isWritten(type, method)).isEqualTo(written);
    }
}
