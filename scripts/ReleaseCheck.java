import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Checks a release as it would be uploaded to Maven Central: java scripts/ReleaseCheck.java VERSION REPOSITORY
 * OTHER_REPOSITORY. Both repositories are folders, each from a build of its own. The signatures are verified with gpg.
 */
final class ReleaseCheck {

    private static final String GROUP = "io/github/pop3-test-server";
    private static final String CORE = "pop3-test-server-core";
    private static final String EXTENSION = "pop3-test-server-junit5-extension";
    private static final Map<String, String> CHECKSUMS =
            Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256", "sha512", "SHA-512");

    /** What Maven Central requires of a POM, and the issues, which it does not require. */
    private static final List<String> POM_FIELDS = List.of(
            "name",
            "description",
            "url",
            "licenses/license/name",
            "licenses/license/url",
            "developers/developer/name",
            "scm/connection",
            "scm/developerConnection",
            "scm/url",
            "issueManagement/url");

    private final String version;
    private final Path repository;
    private final Path other;
    private final List<String> problems = new ArrayList<>();

    private ReleaseCheck(String version, Path repository, Path other) {
        this.version = version;
        this.repository = repository;
        this.other = other;
    }

    public static void main(String[] arguments) throws Exception {
        ReleaseCheck check = new ReleaseCheck(arguments[0], Path.of(arguments[1]), Path.of(arguments[2]));
        check.all();
        check.problems.forEach(problem -> System.out.println("PROBLEM: " + problem));
        if (!check.problems.isEmpty()) {
            System.exit(1);
        }
    }

    private void all() throws Exception {
        holdsOnlyOurArtifacts();
        for (String artifact : List.of(CORE, EXTENSION)) {
            hasAllFiles(artifact);
            hasPomFields(artifact);
            hasOnlyMeantDependencies(artifact);
            hasCompleteJars(artifact);
        }
        hasChecksums();
        hasSignatures();
        isTheSameAsTheOtherBuild();
    }

    private void holdsOnlyOurArtifacts() throws IOException {
        Set<String> folders = new TreeSet<>();
        for (Path file : files(repository)) {
            folders.add(name(file.getParent()));
        }
        expect(
                folders.equals(new TreeSet<>(List.of(GROUP + "/" + CORE + "/" + version, GROUP + "/" + EXTENSION + "/" + version))),
                "the release has core and the extension, and nothing else",
                "the release has these folders: " + folders);
        expect(
                files(repository).stream().noneMatch(file -> name(file).contains("SNAPSHOT")),
                "no file is a snapshot",
                "a file is a snapshot");
    }

    private void hasAllFiles(String artifact) {
        for (String end : List.of(".pom", ".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.json", "-cyclonedx.xml")) {
            expect(Files.exists(file(artifact, end)), artifact + end + " is there", artifact + end + " is missing");
        }
    }

    private void hasPomFields(String artifact) throws Exception {
        Element pom = pom(artifact);
        for (String field : POM_FIELDS) {
            expect(!text(pom, field).isBlank(), "the POM of " + artifact + " has " + field, artifact + ": the POM lacks " + field);
        }
        expect(text(pom, "version").equals(version), "its version is " + version, artifact + ": version " + text(pom, "version"));
        expect(children(pom, "parent").isEmpty(), "it has no parent", artifact + ": the POM has a parent");
        String source = Files.readString(file(artifact, ".pom"));
        expect(
                !source.contains("SNAPSHOT") && !source.contains("${"),
                "it names no snapshot and no property",
                artifact + ": the POM names a snapshot or a property");
    }

    /** Provided and optional ones do not reach a project that depends on the artifact. */
    private void hasOnlyMeantDependencies(String artifact) throws Exception {
        Set<String> passedOn = new TreeSet<>();
        for (Element list : children(pom(artifact), "dependencies")) {
            for (Element dependency : children(list, "dependency")) {
                String scope = text(dependency, "scope");
                if (!scope.equals("provided") && !scope.equals("test")) {
                    passedOn.add(text(dependency, "artifactId") + ":" + text(dependency, "version"));
                }
            }
        }
        Set<String> meant = artifact.equals(CORE) ? Set.of() : Set.of(CORE + ":" + version);
        expect(passedOn.equals(meant), artifact + " brings " + (meant.isEmpty() ? "nothing" : meant), artifact + " brings " + passedOn);
    }

    private void hasCompleteJars(String artifact) throws IOException {
        Set<String> classes = entries(artifact, ".jar");
        Set<String> sources = entries(artifact, "-sources.jar");
        Set<String> expected = classes.stream()
                .filter(entry -> entry.endsWith(".class"))
                .map(entry -> entry.replaceFirst("(\\$.*)?\\.class$", ".java"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> missing = new TreeSet<>(expected);
        missing.removeAll(sources);
        expect(missing.isEmpty(), artifact + " has the source of each of its " + expected.size() + " files", artifact + " lacks sources: " + missing);
        expect(classes.contains("module-info.class"), "it is a named module", artifact + " has no module-info.class");
        expect(
                entries(artifact, "-javadoc.jar").contains("index.html"),
                "its Javadoc has an index",
                artifact + ": the Javadoc has no index.html");
    }

    private void hasChecksums() throws Exception {
        int correct = 0;
        for (Path file : published()) {
            for (Map.Entry<String, String> checksum : CHECKSUMS.entrySet()) {
                Path beside = Path.of(file + "." + checksum.getKey());
                boolean same = Files.exists(beside)
                        && Files.readString(beside).strip().equals(digest(checksum.getValue(), file));
                if (same) {
                    correct++;
                } else {
                    problems.add(name(beside) + " is missing or wrong");
                }
            }
        }
        System.out.println("correct: " + correct + " checksums");
    }

    private void hasSignatures() throws Exception {
        int verified = 0;
        for (Path file : published()) {
            Process gpg = new ProcessBuilder("gpg", "--batch", "--quiet", "--verify", file + ".asc", file.toString())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(gpg.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (gpg.waitFor() == 0) {
                verified++;
            } else {
                problems.add("the signature of " + name(file) + ": " + output.strip());
            }
        }
        System.out.println("verified: " + verified + " signatures, with gpg");
    }

    private void isTheSameAsTheOtherBuild() throws IOException {
        int same = 0;
        for (Path file : published()) {
            Path again = other.resolve(repository.relativize(file));
            if (Files.exists(again) && Files.mismatch(file, again) == -1) {
                same++;
            } else {
                problems.add(name(file) + " differs between the two builds");
            }
        }
        System.out.println("identical: " + same + " files of two builds in different folders");
    }

    private void expect(boolean condition, String fact, String problem) {
        if (condition) {
            System.out.println("ok: " + fact);
        } else {
            problems.add(problem);
        }
    }

    /** Without checksums and signatures. */
    private List<Path> published() throws IOException {
        return files(repository).stream()
                .filter(file -> !file.toString().endsWith(".asc"))
                .filter(file -> CHECKSUMS.keySet().stream().noneMatch(end -> file.toString().endsWith("." + end)))
                .toList();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private Path file(String artifact, String end) {
        return repository.resolve(GROUP).resolve(artifact).resolve(version).resolve(artifact + "-" + version + end);
    }

    private String name(Path file) {
        return repository.relativize(file).toString().replace('\\', '/');
    }

    private Set<String> entries(String artifact, String end) throws IOException {
        try (JarFile jar = new JarFile(file(artifact, end).toFile())) {
            return jar.stream().map(entry -> entry.getName()).collect(Collectors.toSet());
        }
    }

    private final Map<String, Element> poms = new HashMap<>();

    private Element pom(String artifact) {
        return poms.computeIfAbsent(artifact, name -> {
            try {
                return DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(file(name, ".pom").toFile())
                        .getDocumentElement();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (Exception e) {
                throw new IllegalStateException("cannot read the POM of " + name, e);
            }
        });
    }

    /** The text at a path of names, empty if it leads nowhere. */
    private static String text(Element from, String path) {
        Element at = from;
        for (String name : path.split("/")) {
            List<Element> found = children(at, name);
            if (found.isEmpty()) {
                return "";
            }
            at = found.get(0);
        }
        return at.getTextContent().strip();
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    private static String digest(String algorithm, Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file)));
    }
}
