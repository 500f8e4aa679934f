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
 * Starts a POP3 server for each test.
 *
 * <pre>{@code
 * @Pop3Server
 * class InvoiceFetcherTest {
 *     InvoiceStore store = new InvoiceStore();
 *     InvoiceFetcher fetcher;
 *
 *     @BeforeEach void connect(Pop3Endpoint endpoint) {
 *         fetcher = new InvoiceFetcher(endpoint.jakartaMailProperties(), store);
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
 * <h2>Injection</h2>
 *
 * <p>Parameters of tests, lifecycle methods and constructors can have these types, and so can annotated fields:
 * {@link Pop3TestServer}; {@link Maildrop}, the server's first; {@link Pop3Endpoint}, the connection details for that
 * maildrop; and {@link VirtualClock}, if the server has one. Within a test they belong to the same server. Fields may
 * be private. They are set before each test.
 *
 * <p>A {@code @BeforeAll} method, a static field, and the constructor of a shared test instance serve all tests of a
 * class. They need a server that does so too; see {@link #scope()}.
 *
 * <h2>Where to put it</h2>
 *
 * <ul>
 *   <li>On a test class, a superclass or an interface. It applies to the tests of subclasses and {@code @Nested}
 *       classes too.
 *   <li>On a test method, including {@code @RepeatedTest} and the like.
 *   <li>On a field of a test class.
 *   <li>On a parameter of a test, a lifecycle method or a constructor. Such a parameter needs no other annotation.
 *   <li>On another annotation, which you then use instead.
 * </ul>
 *
 * <p>If several annotations apply to a test, they describe one server, and for each attribute the nearest value counts.
 * Nearest are the test's parameters, then the test method, then its class with superclasses and interfaces, then the
 * enclosing classes in the same way. An annotation on a field, or on a parameter of a lifecycle method or constructor,
 * belongs to the class, and is nearer than one on the class itself. If two equally near annotations have different
 * values, the test fails. {@link #messages()} and {@link #setup()} accumulate, the outermost first.
 *
 * <p>A value that you write counts even if it is the default, such as {@code tls = Tls.NONE} on a test of a class with
 * TLS. For that reason these attributes are arrays, empty by default. Write one value: in Java without braces, in
 * Kotlin as {@code tls = [Tls.NONE]}.
 *
 * <h2>Several servers</h2>
 *
 * <p>Each {@linkplain #value() name} declares a server. A parameter or field selects one by its name:
 *
 * <pre>{@code
 * @Pop3Server("invoices")
 * @Pop3Server(value = "archive", tls = Tls.IMPLICIT)
 * class MoverTest {
 *     @Test void moves(@Pop3Server("invoices") Maildrop invoices, @Pop3Server("archive") Maildrop archive) {}
 * }
 * }</pre>
 *
 * <p>Without a name, it gets the server without a name, or else the only server.
 *
 * <h2>Lifecycle</h2>
 *
 * <p>The server listens on a free port of the loopback interface. If the test's class or an enclosing one has the
 * annotation, it starts before the test instance is created, otherwise before the first {@code @BeforeEach} method. It
 * is closed after the test. Each repetition and each set of arguments is a test; the dynamic tests of one
 * {@code @TestFactory} share a server. Tests can run in parallel.
 *
 * <p>After the last {@code @AfterEach} method the extension {@linkplain Pop3TestServer#verify() verifies} the server: a
 * test that passed fails if a fault never fired. To the failure of a test, the extension adds the conversations between
 * clients and server, as a suppressed exception and as a file; see {@link #transcript()}. On a timeout it takes the
 * server down, which wakes clients that are blocked in a read.
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
     * Names the server, if a test has several. On a class or method, the annotation declares the server. On a parameter
     * or field, it selects one that is declared around it; only if there are none does it declare one. An unknown name
     * fails the test.
     */
    String value() default "";

    /**
     * Sets whether each test has its own server, or all tests of the class and its {@code @Nested} classes share one, or
     * all tests with the same Spring context do. Default: {@link Scope#TEST}.
     *
     * <p>A shared server keeps its port, for a cached application context for example. Before each test it is reset and
     * gets the test's messages: what {@code @BeforeAll} methods added or configured is gone. The tests must not run in
     * parallel, and none may close the server.
     *
     * <p>The class is the one with the annotation, or with the annotated field or lifecycle method. Each subclass has
     * its own server. {@link Scope#TEST} on a test or {@code @Nested} class of a class with a shared server gives each
     * test there its own server.
     *
     * <p>With {@link Scope#SPRING_CONTEXT} the same rules apply to all tests that have the context, but messages are
     * added only before a test, and a static field cannot have the server.
     */
    Scope[] scope() default {};

    /**
     * Sets properties of the test's Spring context, and lets the server belong to that context: its scope is
     * {@link Scope#SPRING_CONTEXT}. The placeholders are <code>${host}</code>, <code>${port}</code>,
     * <code>${username}</code>, <code>${password}</code>, <code>${uri}</code>, <code>${trustStore}</code> and
     * <code>${trustStorePassword}</code>.
     *
     * <pre>{@code
     * @SpringBootTest
     * @Pop3Server(springProperties = {"helpdesk.mailbox.host=${host}", "helpdesk.mailbox.port=${port}"})
     * class HelpDeskTest {
     *     @Test void opensATicket(Maildrop maildrop) {}
     * }
     * }</pre>
     *
     * <p>The server starts before the beans of the context exist, closes with the context, and is a bean of the type
     * {@link Pop3TestServer}. The environment also has {@code pop3.server.host}, {@code port}, {@code username},
     * {@code password}, {@code uri} and, with TLS, {@code trust-store} and {@code trust-store-password}; for a server
     * with a name, {@code pop3.server.<name>.host} and so on. These properties take precedence over all others.
     *
     * <p>Classes with equal declarations and the same Spring configuration share the context and the server, whatever
     * {@link #messages()}, {@link #generate()} and {@link #transcript()} they have. Only {@link TranscriptReport#LIVE} makes
     * another server, and another context.
     */
    String[] springProperties() default {};

    /** Sets whether clients use STLS, implicit TLS or neither. Default: {@link Tls#NONE}. */
    Tls[] tls() default {};

    /**
     * Sets the user of the first maildrop. Default: {@code user}. If you write neither this nor {@link #password()},
     * the maildrops that a {@link #setup()} adds replace the default one.
     */
    String[] username() default {};

    /** Sets the password of the first maildrop. Default: {@code password}. */
    String[] password() default {};

    /**
     * Adds messages to the first maildrop: {@code .eml} resources, by their paths from the root of the class path. LF
     * becomes CRLF, unless it is part of one.
     */
    String[] messages() default {};

    /**
     * Adds this many generated messages to the first maildrop, after {@link #messages()}, with the subjects "Message
     * 1", "Message 2", … Default: 0.
     */
    int[] generate() default {};

    /** Setup classes that configure the builder directly. They run last, and may change what other attributes set. */
    Class<? extends Pop3ServerSetup>[] setup() default {};

    /** Sets whether the server has a {@linkplain Pop3TestServer#clock() virtual clock}. Default: false. */
    boolean[] virtualClock() default {};

    /** Sets what {@link Pop3TestServer#verify()} does about unused faults. Default: {@link Strictness#STRICT}. */
    Strictness[] strictness() default {};

    /** Sets when a test's report shows the conversations. Default: {@link TranscriptReport#ON_FAILURE}. */
    TranscriptReport[] transcript() default {};
}
