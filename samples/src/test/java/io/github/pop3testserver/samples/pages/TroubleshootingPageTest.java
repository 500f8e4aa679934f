package io.github.pop3testserver.samples.pages;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.catchThrowable;
import static io.github.pop3testserver.model.Pop3Event.PASS;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.SeedMessage.message;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.junit5.Scope;
import io.github.pop3testserver.model.CutPoint;
import io.github.pop3testserver.model.Tls;
import io.github.pop3testserver.samples.invoices.InvoiceFetcher;
import io.github.pop3testserver.samples.invoices.InvoiceStore;
import java.io.File;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** docs/troubleshooting.md has the texts of errors as they are; those of other projects, too. */
class TroubleshootingPageTest {

    private final String page = Pages.page("docs/troubleshooting.md").text();

    /** The text is part of what was thrown or printed, and is on the page. */
    private void assertIsOnThePage(String text, String actual) {
        assertThat(actual).contains(text);
        assertThat(page).contains('`' + text);
    }

    @Test
    void staticWildcardImportsThatHaveAName() {
        String errors = errorsOf("""
                import static io.github.pop3testserver.assertj.Pop3Assertions.*;
                import static io.github.pop3testserver.model.Pop3Event.*;
                class A {
                    Object event = LIST;
                }
                """, jar -> true);

        assertIsOnThePage("reference to LIST is ambiguous", errors);
    }

    @Test
    void assertionsWithoutAssertJ() {
        String errors = errorsOf("""
                import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
                class A {}
                """, jar -> !jar.contains("assertj-core"));

        assertIsOnThePage("cannot access org.assertj.core.api.Assertions", errors);
        assertIsOnThePage("class file for org.assertj.core.api.Assertions not found", errors);
    }

    private static String errorsOf(String source, Predicate<String> onClassPath) {
        var file = new SimpleJavaFileObject(URI.create("memory:///A.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(onClassPath)
                .collect(Collectors.joining(File.pathSeparator));
        var errors = new DiagnosticCollector<JavaFileObject>();
        ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, errors, List.of("-proc:none", "-cp", classPath), null, List.of(file))
                .call();
        return errors.getDiagnostics().stream()
                .map(error -> error.getMessage(Locale.ROOT))
                .collect(Collectors.joining("\n"));
    }

    static class WithoutAnnotation {
        @Test
        void asksForAMaildrop(Maildrop maildrop) {
            assertThat(maildrop).isEmpty();
        }
    }

    @Test
    void aTestWithoutTheAnnotation() {
        assertIsOnThePage(
                "No ParameterResolver registered for parameter [io.github.pop3testserver.Maildrop",
                failureOf(WithoutAnnotation.class));
    }

    @Pop3Server(springProperties = "app.port=${port}")
    static class WithoutSpring {
        @Test
        void wantsAContext() {}
    }

    @SpringJUnitConfig
    static class WithoutServer {
        @Test
        void wantsAPort(@Value("${pop3.server.port}") int port) {
            assertThat(port).isPositive();
        }

        @Configuration
        static class Nothing {}
    }

    @SpringJUnitConfig
    @Pop3Server(scope = Scope.SPRING_CONTEXT)
    static class WithTwoResolvers {
        @Test
        void wantsTheServerTwice(@Autowired Pop3TestServer server) {
            assertThat(server).hasSessions(0);
        }

        @Configuration
        static class Nothing {}
    }

    @Test
    void testsOfSpringThatLackSomethingOrHaveItTwice() {
        assertIsOnThePage("has no Spring context that the server could belong to", failureOf(WithoutSpring.class));
        assertIsOnThePage("For input string: \"${pop3.server.port}\"", failureOf(WithoutServer.class));
        assertIsOnThePage("Discovered multiple competing ParameterResolvers", failureOf(WithTwoResolvers.class));
    }

    private static String failureOf(Class<?> testClass) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testClass))
                .execute()
                .testEvents()
                .failed()
                .stream()
                .map(TroubleshootingPageTest::payload)
                .findFirst()
                .orElseThrow();
    }

    private static String payload(Event event) {
        return String.valueOf(event.getPayload().orElseThrow());
    }

    @Test
    void aMaildropThatIsLockedAlready() {
        try (var server = Pop3TestServer.start();
                var lock = server.maildrop().lock()) {
            assertThat(lock).isNotNull();
            String failure = catchThrowable(server.maildrop()::lock).getMessage();

            assertIsOnThePage("maildrop \"user\" is locked already", failure);
        }
    }

    @Test
    void aWrongUser() {
        try (var server = Pop3TestServer.start()) {
            Properties properties = server.endpoint().jakartaMailProperties();
            properties.setProperty("mail.pop3.user", "usr");

            String failure = failureOfAPoll(properties);

            assertThat(failure).isEqualTo("[AUTH] Authentication failed.");
            assertIsOnThePage(
                    "-ERR [AUTH] Authentication failed.", server.transcript().render());
            assertIsOnThePage("no user \"usr\"", server.transcript().render());
        }
    }

    @Test
    void aServerThatStalls() {
        try (var server = Pop3TestServer.start()) {
            server.maildrop().add(message("Invoice 4711"));
            server.on(RETR).stall();
            Properties properties = server.endpoint().jakartaMailProperties();
            properties.setProperty("mail.pop3.timeout", "100");

            assertIsOnThePage("Read timed out", failureOfAPoll(properties));
        }
    }

    @Test
    void aServerThatClosesTheConnection() {
        try (var server = Pop3TestServer.start()) {
            server.on(PASS).disconnect(CutPoint.beforeReply());

            assertIsOnThePage("EOF on socket", failureOfAPoll(server.endpoint().jakartaMailProperties()));
        }
    }

    private static String failureOfAPoll(Properties properties) {
        try (var fetcher = new InvoiceFetcher(properties, new InvoiceStore())) {
            return String.valueOf(catchThrowable(fetcher::poll).getMessage());
        }
    }

    @Test
    void aClientThatDoesNotTrustTheServer() throws Exception {
        try (var server = Pop3TestServer.builder().tls(Tls.IMPLICIT).start();
                var socket = (SSLSocket) SSLSocketFactory.getDefault().createSocket(server.host(), server.port())) {
            String failure = catchThrowable(socket::startHandshake).getMessage();

            assertIsOnThePage("PKIX path building failed", failure);
            assertIsOnThePage(
                    "the client rejected the certificate (",
                    server.await().sessionEnd().transcript().render());
        }
    }
}
