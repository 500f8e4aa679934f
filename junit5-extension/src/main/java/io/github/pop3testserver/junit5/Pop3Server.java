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
 * Gives each test its own POP3 server.
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
 * <p>Parameters of tests, lifecycle methods and constructors can have these types, and so can annotated fields:
 * {@link Pop3TestServer}; {@link Maildrop}, the server's first one; {@link Pop3Endpoint}, with which a client reaches that
 * maildrop; and {@link VirtualClock}, if the server has one. Within one test they all belong to the same server. Some serve
 * all tests of a class: a {@code @BeforeAll} method, a static field, and the constructor of an instance that the tests
 * share. They need one server for all these tests, see {@link #scope()}. Fields may be private. They are filled before each
 * test or, with such a server, before the class.
 *
 * <h2>Where to put it</h2>
 *
 * <ul>
 *   <li>On a test class. It then also applies to the tests of subclasses and {@code @Nested} classes.
 *   <li>On a superclass or an interface.
 *   <li>On a test method, {@code @RepeatedTest} and the like included.
 *   <li>On a field of a test class.
 *   <li>On a parameter of a test, a lifecycle method or a constructor. Such a parameter needs no other annotation.
 *   <li>On another annotation, which you then use in its place.
 * </ul>
 *
 * <p>Several declarations may apply to one test. Together they describe one server. For each attribute, the value nearest
 * to the test counts. The parameters of the test are nearest. Then come the test method, its class with the superclasses
 * and interfaces, and then the enclosing classes in the same order. A field, or a parameter of a lifecycle method or
 * constructor, belongs to the class, and is nearer than the class itself. If two equally near declarations give different
 * values, on two parameters for example, the test fails. {@link #messages()} and {@link #setup()} add up, the outermost
 * first.
 *
 * <p>A value that you write counts even if it is the default, such as {@code tls = Tls.NONE} on a test of a class with TLS.
 * That is why these attributes are arrays, which are empty if you write nothing. Write one value: in Java without braces,
 * in Kotlin as {@code tls = [Tls.NONE]}.
 *
 * <h2>Several servers</h2>
 *
 * <p>Each {@linkplain #value() name} declares its own server. A parameter or field names the server that it is for:
 *
 * <pre>{@code
 * @Pop3Server("invoices")
 * @Pop3Server(value = "archive", tls = Tls.IMPLICIT)
 * class MoverTest {
 *     @Test void moves(@Pop3Server("invoices") Maildrop invoices, @Pop3Server("archive") Maildrop archive) {}
 * }
 * }</pre>
 *
 * <p>A parameter or field without a name is for the server without a name, or else for the only server.
 *
 * <h2>When it starts and ends</h2>
 *
 * <p>The server listens on a free port of the loopback interface. If the test's class or an enclosing one has the
 * annotation, the server starts before the class is instantiated. Otherwise it starts before the first {@code @BeforeEach}
 * method. It is closed when the test has ended. Each repetition and each set of arguments is a test. The dynamic tests of
 * one {@code @TestFactory} share one server. Tests can run in parallel.
 *
 * <p>After the last {@code @AfterEach} method the server is {@linkplain Pop3TestServer#verify() verified}: a test that has
 * passed fails if a fault that it declared never fired. To the failure of a test that has failed, the extension adds the
 * conversations between clients and server, as a suppressed throwable and as a file; see {@link #transcript()}.
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
     * The server's name, if a test has several. On a class or a method it declares the server. A parameter or a field
     * chooses from the servers declared around it; it declares one only if there are none. A name that is not declared
     * there is refused.
     */
    String value() default "";

    /**
     * Whether each test has a new server, or all tests of the class and of its {@code @Nested} classes share one. A
     * shared server keeps its port, for a cached application context for example. Before each test it is reset and gets
     * the messages declared around that test: what {@code @BeforeAll} methods added or configured is gone. The tests
     * must not run at the same time, and none of them may close the server.
     *
     * <p>The class is the one with the declaration, or with the field or lifecycle method that has it. A subclass has
     * its own server. {@link Scope#TEST} is the default. On a test or a {@code @Nested} class of a class with a shared
     * server, it gives each test there a new server.
     */
    Scope[] scope() default {};

    /** Whether the server offers STLS, or expects TLS from the first octet. Default: no TLS. */
    Tls[] tls() default {};

    /**
     * The user whose maildrop is the server's first. Default: {@code user}. If neither this nor {@link #password()} is
     * written, the maildrops that a {@link #setup()} adds replace the default one.
     */
    String[] username() default {};

    /** The password of that user. Default: {@code password}. */
    String[] password() default {};

    /**
     * Messages for the first maildrop: {@code .eml} resources, by their paths from the root of the class path. Each LF
     * becomes CRLF, unless it is part of one already.
     */
    String[] messages() default {};

    /**
     * Adds this many generated messages to the first maildrop, after {@link #messages()}, with the subjects "Message
     * 1", "Message 2" and so on. Default: none.
     */
    int[] generate() default {};

    /** Configures what the attributes do not cover. It runs last, and may change what the attributes set. */
    Class<? extends Pop3ServerSetup>[] setup() default {};

    /** Whether the server has a virtual clock, which the test moves: {@link Pop3TestServer#clock()}. Default: no. */
    boolean[] virtualClock() default {};

    /**
     * What {@link Pop3TestServer#verify()} does about faults that a test did not use although it passed. Default:
     * {@link Strictness#STRICT}.
     */
    Strictness[] strictness() default {};

    /** When the test's report shows the conversations between clients and server. Default: when the test has failed. */
    TranscriptReport[] transcript() default {};
}
