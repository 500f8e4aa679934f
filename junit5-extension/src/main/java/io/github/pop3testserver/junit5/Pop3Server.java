package io.github.pop3testserver.junit5;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.model.Pop3Endpoint;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
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
 * <p>Tests, {@code @BeforeEach} and {@code @AfterEach} methods can have parameters of these types: {@link Pop3TestServer},
 * {@link Maildrop}, which is the server's first one, and {@link Pop3Endpoint}, which tells a client how to reach that
 * maildrop. Within one test they all belong to the same server. A {@code @BeforeAll} method and a constructor cannot have
 * them, as there is no server yet.
 *
 * <h2>Where it can stand</h2>
 *
 * <p>On a test class, and then it is for the tests of its subclasses and {@code @Nested} classes too; on a superclass or an
 * interface; on a test method, {@code @RepeatedTest} and the like included; on a parameter of a test, of a
 * {@code @BeforeEach} or of an {@code @AfterEach} method, which needs no other annotation then; on an annotation, which then
 * stands for it.
 *
 * <p>There may be several around one test. They describe one server: of the values that are not the default, the one nearest
 * to the test counts, attribute by attribute. Nearest are the parameters of the test, then come the test method, its class
 * and the superclasses and interfaces of that, and then the enclosing classes in the same way. A parameter of a
 * {@code @BeforeEach} or {@code @AfterEach} method belongs to the class, and is nearer than the class itself. Where two that
 * are equally near, on two parameters for example, give different values, the test fails. {@link #messages()} and
 * {@link #setup()} add up, the outermost first.
 *
 * <h2>When it comes and goes</h2>
 *
 * <p>The server is started before the first {@code @BeforeEach} method, on a free port of the loopback interface, and is gone
 * when the test has ended. Each repetition and each set of arguments is a test; the dynamic tests of one
 * {@code @TestFactory} have one server together. Tests can run in parallel.
 *
 * <p>After the last {@code @AfterEach} method the server is {@linkplain Pop3TestServer#verify() verified}: a test that has
 * passed fails if a fault that it has declared never came about. To a test that has failed the conversations of its
 * clients with the server are added, as a suppressed throwable and as a file; see {@link #transcript()}.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(Pop3ServerExtension.class)
public @interface Pop3Server {

    /** The user whose maildrop is the server's first. */
    String username() default "user";

    /** The password of that user. */
    String password() default "password";

    /**
     * Messages for the first maildrop: {@code .eml} resources, by their paths from the root of the class path. Each LF
     * becomes CRLF, unless it already is one.
     */
    String[] messages() default {};

    /** So many plain messages, "Message 1" and so on, follow in the first maildrop. */
    int generate() default 0;

    /** What else there is to configure. */
    Class<? extends Pop3ServerSetup>[] setup() default {};

    /** When the test's report shows what clients and server said to each other. */
    TranscriptReport transcript() default TranscriptReport.ON_FAILURE;
}
