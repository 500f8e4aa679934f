package io.github.pop3testserver.junit5;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.VirtualClock;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Strictness;
import io.github.pop3testserver.model.Tls;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test a POP3 server of its own.
 *
 * <pre>{@code
 * @Pop3Server
 * class InvoiceFetcherTest {
 *     InvoiceFetcher fetcher;
 *
 *     @BeforeEach void connect(Pop3Endpoint endpoint) {
 *         fetcher = new InvoiceFetcher(endpoint.jakartaMailProperties());
 *     }
 *
 *     @Test void deletesWhatItHasStored(Maildrop maildrop) {
 *         var invoice = maildrop.add(message("Invoice 4711"));
 *
 *         fetcher.poll();
 *
 *         assertThat(maildrop).hasDeletedExactly(invoice);
 *     }
 *
 *     @Test @Pop3Server(generate = 100) void copesWithMany(Maildrop maildrop) {
 *         fetcher.poll();
 *
 *         assertThat(maildrop).isEmpty();
 *     }
 * }
 * }</pre>
 *
 * <h2>What a test can ask for</h2>
 *
 * <p>Tests, lifecycle methods and constructors can have parameters of these types, and annotated fields can be of them:
 * {@link Pop3TestServer}; {@link Maildrop}, which is the server's first one; {@link Pop3Endpoint}, which tells a client how
 * to reach that maildrop; and, of a server with one, {@link VirtualClock}. Within one test they all belong to the same
 * server. What is for all tests of a class, a {@code @BeforeAll} method, a static field, or the constructor of an instance
 * that the tests share, needs a server for all of them: {@link #scope()}. Fields may be private, and are filled before each
 * test, or, with such a server, before the class.
 *
 * <h2>Where it can stand</h2>
 *
 * <p>On a test class, and then it is for the tests of its subclasses and {@code @Nested} classes too; on a superclass or an
 * interface; on a test method, {@code @RepeatedTest} and the like included; on a field of a test class; on a parameter of a
 * test, of a lifecycle method or of a constructor, which needs no other annotation then; on an annotation, which then
 * stands for it.
 *
 * <p>There may be several around one test. They describe one server: of the values that are written, the one nearest to
 * the test counts, attribute by attribute. Nearest are the parameters of the test, then come the test method, its class
 * and the superclasses and interfaces of that, and then the enclosing classes in the same way. A field, or a parameter of a
 * lifecycle method or constructor, belongs to the class, and is nearer than the class itself. Where two that are equally
 * near, on two parameters for example, give different values, the test fails. {@link #messages()} and {@link #setup()} add
 * up, the outermost first.
 *
 * <p>A value that is written counts, even if it is the default: {@code tls = Tls.NONE} on a test of a class with TLS. That is
 * why these attributes are arrays, empty if nothing is written; write one value, in Java without braces, in Kotlin as
 * {@code tls = [Tls.NONE]}.
 *
 * <h2>Several servers</h2>
 *
 * <p>Each {@linkplain #value() name} is a server of its own, and a parameter or field says which it is for:
 *
 * <pre>{@code
 * @Pop3Server("invoices")
 * @Pop3Server(value = "archive", tls = Tls.IMPLICIT)
 * class MoverTest {
 *     @Test void moves(@Pop3Server("invoices") Maildrop invoices, @Pop3Server("archive") Maildrop archive) {}
 * }
 * }</pre>
 *
 * <p>A parameter or field that gives no name is for the server without one, or else for the only one.
 *
 * <h2>When it comes and goes</h2>
 *
 * <p>The server is started before the test class is instantiated, if its class or an enclosing one has the annotation, and
 * otherwise before the first {@code @BeforeEach} method, on a free port of the loopback interface, and is gone when the test
 * has ended. Each repetition and each set of arguments is a test; the dynamic tests of one {@code @TestFactory} have one
 * server together. Tests can run in parallel.
 *
 * <p>After the last {@code @AfterEach} method the server is {@linkplain Pop3TestServer#verify() verified}: a test that has
 * passed fails if a fault that it has declared never came about. To a test that has failed the conversations of its
 * clients with the server are added, as a suppressed throwable and as a file; see {@link #transcript()}.
 *
 * @see Pop3ServerExtension#create()
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(Pop3Servers.class)
@ExtendWith(Pop3ServerExtension.class)
@ExtendWith(TimeoutWatch.class)
public @interface Pop3Server {

    /**
     * A name, where a test has several servers. On a class or a method it declares the server; a parameter or a field chooses
     * from the servers around it, and declares one only where there are none. A name that is not declared there is refused.
     */
    String value() default "";

    /**
     * Whether each test has a new server, or all tests of the class, and of its {@code @Nested} classes, the same one: with
     * one port for a cached application context, for example. Each of these tests finds that server as new, with the messages
     * that are declared around it; what {@code @BeforeAll} methods have added, or told it, is forgotten by then. The tests
     * must not run at the same time, and none of them can close the server.
     *
     * <p>The class is the one that says so, or has a field or lifecycle method which does; a subclass has a server of its own.
     * {@link Scope#TEST} is the default; written on a test, or on a {@code @Nested} class, of a class with one server, it gives
     * each test there a new one.
     */
    Scope[] scope() default {};

    /** Whether TLS is offered with STLS, or begins with the first octet; by default there is none. */
    Tls[] tls() default {};

    /**
     * The user whose maildrop is the server's first: {@code user} by default. If neither this nor {@link #password()} is
     * written, the maildrops that a {@link #setup()} adds take the default one's place.
     */
    String[] username() default {};

    /** The password of that user: {@code password} by default. */
    String[] password() default {};

    /**
     * Messages for the first maildrop: {@code .eml} resources, by their paths from the root of the class path. Each LF
     * becomes CRLF, unless it already is one.
     */
    String[] messages() default {};

    /** So many plain messages, "Message 1" and so on, follow in the first maildrop; by default none. */
    int[] generate() default {};

    /** What else there is to configure. It comes last, and may change what the attributes have said. */
    Class<? extends Pop3ServerSetup>[] setup() default {};

    /** Whether the server measures by a clock that the test moves, which it does not by default: {@link Pop3TestServer#clock()}. */
    boolean[] virtualClock() default {};

    /** How seriously faults are taken that a test did not use although it passed: {@link Strictness#STRICT} by default. */
    Strictness[] strictness() default {};

    /** When the test's report shows what clients and server said to each other: by default when the test has failed. */
    TranscriptReport[] transcript() default {};
}
