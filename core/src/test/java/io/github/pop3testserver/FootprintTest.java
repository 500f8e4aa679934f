package io.github.pop3testserver;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.github.pop3testserver.model.Transcript;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the library brings along, and what it keeps its hands off: it lives on other people's class paths. */
@ResourceLock(value = ProcessStart.LOCK, mode = ResourceAccessMode.READ)
class FootprintTest {

    /** What sets something for the whole JVM, or starts another process, is called like one of these. */
    private static final String OF_THE_JVM =
            "setDefault\\w*|setProperty|setProperties|clearProperty|setIn|setOut|setErr"
                    + "|setSecurityManager|setURLStreamHandlerFactory|setPolicy|addProvider|insertProviderAt|removeProvider"
                    + "|addShutdownHook|exec|load|loadLibrary|exit|halt|getPlatformMBeanServer|registerMBean";

    /** Only those that write: reading what a test names is a matter of its own. */
    private static final String WRITING =
            "write\\w*|create\\w*|newOutputStream|newBufferedWriter|newByteChannel|copy|move";

    private static final JavaClasses CLASSES = ArchitectureTest.CLASSES;

    private static Path classes() {
        try {
            return Path.of(Pop3TestServer.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theModuleNeedsNothingButJavaBaseAtRunTimeAndOffersNoService() {
        ModuleDescriptor module = ModuleFinder.of(classes())
                .find("io.github.pop3testserver")
                .orElseThrow()
                .descriptor();
        assertThat(module.requires().stream()
                        .filter(required -> !required.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
                        .map(ModuleDescriptor.Requires::name))
                .containsExactly("java.base");
        assertThat(module.provides()).isEmpty();
        assertThat(module.uses()).isEmpty();
        assertThat(module.opens()).isEmpty();
    }

    /** So no service, no agent's manifest and no configuration for others to find. */
    @Test
    void thereIsNothingBesideTheClasses() throws IOException {
        try (Stream<Path> files = Files.walk(classes())) {
            assertThat(files.filter(Files::isRegularFile))
                    .hasSizeGreaterThan(100)
                    .allMatch(file -> file.toString().endsWith(".class"));
        }
    }

    @Test
    void nothingIsSetForTheWholeJvmAndNoProcessIsStarted() {
        noClasses()
                .should()
                .accessTargetWhere(describe(
                        "sets something for the whole JVM",
                        access -> isOfTheJdk(access)
                                && !access.getTargetOwner().isEquivalentTo(Properties.class)
                                && !access.getTargetOwner().getName().equals("java.security.KeyStore")
                                && access.getTarget().getName().matches(OF_THE_JVM)))
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.ProcessBuilder")
                .check(CLASSES);
    }

    private static boolean isOfTheJdk(JavaAccess<?> access) {
        return access.getTargetOwner().getPackageName().startsWith("java");
    }

    @Test
    void nobodyLooksIntoClassesOrReadsObjects() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.lang.reflect..", "java.lang.instrument..", "java.rmi..", "javax.script..")
                .orShould()
                .accessTargetWhere(describe("looks into classes", FootprintTest::looksIntoClasses))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.Object(In|Out)putStream|java\\.util\\.ServiceLoader")
                .check(CLASSES);
    }

    private static boolean looksIntoClasses(JavaAccess<?> access) {
        String name = access.getTarget().getName();
        return access.getTargetOwner().isAssignableTo(ClassLoader.class)
                ? !name.startsWith("getResource")
                : access.getTargetOwner().isEquivalentTo(Class.class)
                        && name.matches("forName|newInstance|get.*(Field|Method|Constructor)s?");
    }

    /** So no mailbox but its own can ever be reached. */
    @Test
    void nobodyConnectsToAnythingOrLooksUpAName() {
        noClasses()
                .that()
                // Reads addresses in brackets, which are not looked up; fills the queue of the server's own port.
                .haveNameNotMatching(".*\\.(x509\\.HostName|server\\.FullBacklog)")
                .should()
                .accessTargetWhere(describe("connects or looks up a name", FootprintTest::asksOthers))
                .check(CLASSES);
    }

    private static boolean asksOthers(JavaAccess<?> access) {
        return isOfTheJdk(access)
                && (access.getTarget()
                                .getName()
                                .matches("connect|getByName|getAllByName|getLocalHost|get(Canonical)?HostName")
                        || access.getTargetOwner()
                                .getName()
                                .matches("java\\.net\\.((Datagram)?Socket|URL|http\\..*)|javax\\.naming\\..*"));
    }

    /** What is static is the test authority and the certificates: constants, once made. */
    @Test
    void noStaticFieldCanBeSet() {
        noFields()
                .that()
                .haveModifier(JavaModifier.STATIC)
                .should()
                .notHaveModifier(JavaModifier.FINAL)
                .check(CLASSES);
    }

    /** A test would depend on those before it. */
    @Test
    void noStaticFieldCounts() {
        noFields()
                .that()
                .haveModifier(JavaModifier.STATIC)
                .should()
                .haveRawType(resideInAPackage("java.util.concurrent.atomic"))
                .check(CLASSES);
    }

    @Test
    void onlyFilesForClientsAndATranscriptAreEverWritten() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Transcript.class)
                .and()
                .haveNameNotMatching(".*\\.x509\\.ClientFile")
                .should()
                .accessTargetWhere(describe(
                        "writes a file",
                        access -> access.getTargetOwner().isEquivalentTo(Files.class)
                                && access.getTarget().getName().matches(WRITING)))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(File(Output|Input)Stream|FileWriter|RandomAccessFile|PrintWriter)"
                        + "|java\\.nio\\.channels\\.(Asynchronous)?FileChannel")
                .check(CLASSES);
    }
}
