package io.github.pop3testserver;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNCHRONIZED;
import static com.tngtech.archunit.core.domain.JavaModifier.VOLATILE;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.github.pop3testserver.internal.server.ConversationLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What each package may use, and what no class may do. */
class ArchitectureTest {

    private static final String ROOT = "io.github.pop3testserver";
    private static final String LOOP = ROOT + ".internal.loop";

    /** The packages, and those of ours that each may use; "" is the root. */
    private static final Map<String, List<String>> USES = Map.ofEntries(
            entry("internal.octets", List.of()),
            entry("internal.mime", List.of("internal.octets")),
            entry("internal.x509", List.of("internal.octets")),
            entry("internal.sasl", List.of("internal.octets")),
            entry("internal.loop", List.of()),
            entry("internal.wire", List.of()),
            entry("model", List.of("internal.octets", "internal.mime", "internal.x509")),
            entry("internal.store", List.of("model", "internal.octets", "internal.sasl")),
            entry("internal.protocol", List.of("model", "internal.store", "internal.octets", "internal.sasl")),
            entry("internal.fault", List.of("model", "internal.store")),
            entry("internal.server", List.of("model", "internal.*")),
            entry("", List.of("model", "internal.*")),
            entry("assertj", List.of("", "model")));

    /** The packages that may use TLS. */
    private static final Set<String> TLS = Set.of("internal.x509", "internal.wire", "internal.server", "model", "");

    private static final Set<String> EXPORTED = Set.of(ROOT, ROOT + ".model", ROOT + ".assertj");

    /** Read once for all tests that look at them. */
    static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(
                    Pop3TestServer.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void eachPackageHasARowInTheTable() {
        assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct())
                .as("the packages of core; a new one needs a row in the table USES")
                .containsExactlyInAnyOrderElementsOf(
                        USES.keySet().stream().map(ArchitectureTest::fullName).toList());
    }

    @Test
    void eachPackageUsesTheJdkAndWhatTheTableAllows() {
        USES.forEach((name, uses) -> {
            List<String> allowed = new ArrayList<>(List.of("java..", "org.jspecify.annotations", fullName(name)));
            uses.forEach(use -> allowed.add(fullName(use)));
            if (TLS.contains(name)) {
                allowed.addAll(List.of("javax.net.ssl", "javax.security.auth.x500"));
            }
            if (name.equals("assertj")) {
                allowed.add("org.assertj.core..");
            }
            classes()
                    .that()
                    .resideInAPackage(fullName(name))
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(allowed.toArray(String[]::new))
                    .check(CLASSES);
        });
    }

    @Test
    void packagesDependOnEachOtherInOneDirection() {
        slices().assignedFrom(new EachPackage()).should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theProtocolAndTheStoreSeeNoSocketNoThreadAndNoClock() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".internal.protocol", ROOT + ".internal.store")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io", "java.net..", "java.nio.channels..", "java.util.concurrent..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .check(CLASSES);
    }

    @Test
    void noExportedSignatureNamesAnInternalType() {
        List<String> leaks = new ArrayList<>();
        for (JavaClass type : CLASSES) {
            if (EXPORTED.contains(type.getPackageName()) && isVisible(type)) {
                namedBy(type)
                        .filter(named -> named.getPackageName().startsWith(ROOT + ".internal"))
                        .forEach(named -> leaks.add(type.getName() + " names " + named.getName()));
            }
        }
        assertThat(leaks).isEmpty();
    }

    private static boolean isVisible(JavaClass type) {
        return isVisible((HasModifiers) type)
                && type.getEnclosingClass().map(ArchitectureTest::isVisible).orElse(true);
    }

    private static boolean isVisible(HasModifiers named) {
        return named.getModifiers().contains(PUBLIC) || named.getModifiers().contains(PROTECTED);
    }

    private static Stream<JavaClass> namedBy(JavaClass type) {
        Stream<? extends JavaType> parents =
                Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        Stream<JavaClass> bounds =
                type.getTypeParameters().stream().flatMap(parameter -> parameter.getAllInvolvedRawTypes().stream());
        return Stream.of(
                        parents.flatMap(parent -> parent.getAllInvolvedRawTypes().stream()),
                        bounds,
                        type.getMembers().stream()
                                .filter(ArchitectureTest::isVisible)
                                .flatMap(ArchitectureTest::namedBy))
                .flatMap(named -> named);
    }

    private static Stream<JavaClass> namedBy(JavaMember member) {
        Stream<JavaClass> thrown =
                member instanceof JavaCodeUnit code ? code.getThrowsClause().getTypes().stream() : Stream.empty();
        return Stream.concat(thrown, member.getAllInvolvedRawTypes().stream());
    }

    @Test
    void onlyTheLoopHasLocksAndVolatileFields() {
        noFields()
                .that()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage(LOOP)
                .should()
                .haveModifier(VOLATILE)
                .check(CLASSES);
        noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage(LOOP)
                .should()
                .haveModifier(SYNCHRONIZED)
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage(LOOP)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.concurrent.locks")
                .check(CLASSES);
    }

    /** A block leaves no trace that ArchUnit shows. */
    @Test
    void onlyTheLoopHasSynchronizedBlocks() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            List<Path> found = new ArrayList<>();
            for (Path source : (Iterable<Path>) sources.filter(Files::isRegularFile)::iterator) {
                if (Files.readString(source).contains("synchronized (")) {
                    found.add(source);
                }
            }
            assertThat(found).isNotEmpty().allMatch(source -> source.getParent().endsWith("loop"));
        }
    }

    @Test
    void onlyTheLoopReadsTheClock() {
        noClasses()
                .that()
                .resideOutsideOfPackage(LOOP)
                // A certificate is valid from its issue on.
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".internal.x509.Authority")
                .should()
                .accessTargetWhere(describe("reads the clock", ArchitectureTest::readsTheClock))
                .check(CLASSES);
    }

    private static boolean readsTheClock(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String method = access.getTarget().getName();
        return switch (owner) {
            case "java.lang.System" -> method.equals("nanoTime") || method.equals("currentTimeMillis");
            case "java.util.Date", "java.util.GregorianCalendar" -> method.equals("<init>");
            case "java.util.Calendar" -> method.equals("getInstance");
            default -> owner.startsWith("java.time.") && (method.equals("now") || method.startsWith("system"));
        };
    }

    @Test
    void nobodySleepsOrWritesToTheConsoleOrTheLogUnlessItIsAskedTo() {
        noClasses()
                .should()
                .accessTargetWhere(describe(
                        "sleeps", access -> access.getTarget().getName().equals("sleep")))
                .orShould()
                .accessTargetWhere(describe(
                        "writes to the console",
                        access -> access.getTargetOwner().isEquivalentTo(System.class)
                                && Set.of("out", "err", "console")
                                        .contains(access.getTarget().getName())))
                .orShould()
                // Strictness.WARN asks for the one, and the level of its logger for the other.
                .accessTargetWhere(describe(
                        "logs",
                        access -> access.getTarget().getName().equals("getLogger")
                                && !access.getOriginOwner().isEquivalentTo(Pop3TestServer.class)
                                && !access.getOriginOwner().isEquivalentTo(ConversationLog.class)))
                .orShould()
                .accessTargetWhere(describe(
                        "prints a stack trace",
                        access -> access.getTarget().getName().equals("printStackTrace")))
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .check(CLASSES);
    }

    private static String fullName(String name) {
        return name.isEmpty() ? ROOT : ROOT + "." + name;
    }

    private static final class EachPackage implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "each package";
        }
    }
}
