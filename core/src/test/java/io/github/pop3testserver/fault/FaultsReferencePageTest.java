package io.github.pop3testserver.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.pop3testserver.FaultTrigger;
import io.github.pop3testserver.Gate;
import io.github.pop3testserver.InstalledFault;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.RawClient;
import io.github.pop3testserver.model.Corruption;
import io.github.pop3testserver.model.CutPoint;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.Reply;
import io.github.pop3testserver.model.ResponseCode;
import io.github.pop3testserver.model.SeedMessage;
import io.github.pop3testserver.model.Strictness;
import io.github.pop3testserver.model.Tls;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of docs/faults-reference.md say what the code says, and leave nothing out. */
class FaultsReferencePageTest {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final String WITH_A_REPLY = "with a reply";

    private final Pop3TestServer server =
            Pop3TestServer.builder().tls(Tls.EXPLICIT).start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void eachEventIsThereWithItsTraits() {
        assertThat(ReferencePage.table("Event"))
                .extracting(row -> List.of(code(row.get(0)), row.get(2), row.get(3), row.get(4)))
                .containsExactlyElementsOf(Stream.of(Pop3Event.values())
                        .map(event -> List.of(event.name(), reply(event), message(event), state(event)))
                        .toList());
    }

    private static String reply(Pop3Event event) {
        String kind = event.mayBeMultiLine() ? "multi-line" : "one line";
        return event.hasReply() ? kind : "none";
    }

    private static String message(Pop3Event event) {
        return event.mayNameMessage() ? "names one" : "–";
    }

    private static String state(Pop3Event event) {
        String later = event.isAfterLogin() ? "after login" : "any";
        return event.isBeforeLogin() ? "before login" : later;
    }

    private Map<String, Consumer<FaultTrigger>> conditions() {
        MaildropMessage message = server.maildrop().add(SeedMessage.message());
        return Map.of(
                "message(MaildropMessage)", trigger -> trigger.message(message),
                "messageNumber(int)", trigger -> trigger.messageNumber(1),
                "maildrop(Maildrop)", trigger -> trigger.maildrop(server.maildrop()),
                "inSession(int)", trigger -> trigger.inSession(1),
                "matching(Predicate)", trigger -> trigger.matching(line -> true),
                "matchingLogin(Predicate)", trigger -> trigger.matchingLogin(login -> true));
    }

    @Test
    void eachConditionIsThereWithTheEventsThatItFits() {
        conditions().forEach((condition, declaration) -> {
            List<Pop3Event> fitting = events(row("Condition", condition).get(2));
            for (Pop3Event event : Pop3Event.values()) {
                assertIsAccepted(event, declaration, fitting.contains(event));
            }
        });
    }

    private void assertIsAccepted(Pop3Event event, Consumer<FaultTrigger> declaration, boolean accepted) {
        FaultTrigger trigger = server.on(event);
        if (accepted) {
            assertThatCode(() -> declaration.accept(trigger)).doesNotThrowAnyException();
        } else {
            assertThatIllegalArgumentException().as("%s", event).isThrownBy(() -> declaration.accept(trigger));
        }
    }

    @Test
    void eachStepOfATriggerIsAConditionOrARepetition() {
        assertThat(Stream.of("Condition", "Repetition")
                        .flatMap(table -> ReferencePage.table(table).stream())
                        .map(row -> code(row.get(0))))
                .containsExactlyInAnyOrderElementsOf(signatures(
                        FaultTrigger.class,
                        step -> step.getReturnType() == FaultTrigger.class
                                && !List.of("named", "declaredAt").contains(step.getName())));
    }

    @Test
    void eachEffectIsThere() {
        assertThat(ReferencePage.table("Effect"))
                .extracting(row -> code(row.get(0)))
                .containsExactlyInAnyOrderElementsOf(signatures(
                        FaultTrigger.class,
                        step -> step.getReturnType() == InstalledFault.class || step.getReturnType() == Gate.class));
    }

    @Test
    void effectsOnAReplyAreRefusedWhereThereIsNone() {
        Map<String, Consumer<FaultTrigger>> effects = Map.of(
                "err(String)", trigger -> trigger.err("no"),
                "err(ResponseCode, String)", trigger -> trigger.err(ResponseCode.IN_USE, "no"),
                "reply(Reply)", trigger -> trigger.reply(Reply.ok("")),
                "processThenReply(Reply)", trigger -> trigger.processThenReply(Reply.ok("")),
                "ignore()", FaultTrigger::ignore,
                "throttle(int)", trigger -> trigger.throttle(1),
                "fragment(int, Duration)", trigger -> trigger.fragment(1, Duration.ZERO));
        assertThat(ReferencePage.table("Effect").stream()
                        .filter(row -> row.get(row.size() - 1).equals(WITH_A_REPLY))
                        .map(row -> code(row.get(0))))
                .containsExactlyInAnyOrderElementsOf(effects.keySet());
        for (Pop3Event event : Pop3Event.values()) {
            effects.values().forEach(effect -> assertIsAccepted(event, effect, event.hasReply()));
        }
    }

    private static final Map<String, CutPoint> CUTS = cuts(
            CutPoint.beforeProcessing(),
            CutPoint.beforeReply(),
            CutPoint.afterOctets(0),
            CutPoint.afterOctets(4),
            CutPoint.afterLines(1),
            CutPoint.beforeTerminator(),
            CutPoint.insideTerminator(),
            CutPoint.afterReply());

    private static Map<String, CutPoint> cuts(CutPoint... cuts) {
        Map<String, CutPoint> byExpression = new LinkedHashMap<>();
        Stream.of(cuts).forEach(cut -> byExpression.put(cut.toString(), cut));
        return byExpression;
    }

    @Test
    void eachCutPointIsThere() {
        assertThat(ReferencePage.table("Cut point"))
                .extracting(row -> code(row.get(0)))
                .containsExactlyElementsOf(CUTS.keySet());
        assertThat(CUTS.values()).extracting(CutPoint::place).containsOnly(CutPoint.Place.values());
    }

    static List<List<String>> cutPoints() {
        return ReferencePage.table("Cut point");
    }

    @ParameterizedTest
    @MethodSource("cutPoints")
    void eachCutPointSendsWhatThePageShows(List<String> row) {
        server.maildrop().add(SeedMessage.raw(".a\nb\n"));
        CutPoint at = CUTS.get(code(row.get(0)));

        assertThat(octetsAtACut(Pop3Event.RETR, "RETR 1", at)).isEqualTo(row.get(2));
        assertThat(octetsAtACut(Pop3Event.NOOP, "NOOP", at)).isEqualTo(row.get(3));
        assertThat(server.maildrop().messages().get(0).timesRetrieved() == 1 ? "yes" : "no")
                .isEqualTo(row.get(1));
    }

    private String octetsAtACut(Pop3Event event, String command, CutPoint at) {
        InstalledFault cut = server.on(event).disconnect(at);
        try (RawClient client = RawClient.loggedInTo(server)) {
            String received = client.send(command + "\r\nQUIT\r\n").readToEnd();
            String shown = received.replace("\r\n", "⏎").replace("\r", "␍");
            if (cut.timesApplied() == 0) {
                return "does not fire";
            }
            return shown.isEmpty() ? "nothing" : "`" + shown + "`";
        } finally {
            cut.remove();
        }
    }

    @Test
    void eachCorruptionIsThereWithTheEventsThatItFits() {
        Map<String, Corruption> corruptions = Map.ofEntries(
                Map.entry("missingTerminator()", Corruption.missingTerminator()),
                Map.entry("lateTerminator()", Corruption.lateTerminator()),
                Map.entry("lateReply()", Corruption.lateReply()),
                Map.entry("unstuffedDots()", Corruption.unstuffedDots()),
                Map.entry("bareLineFeeds()", Corruption.bareLineFeeds()),
                Map.entry("extraReply(String)", Corruption.extraReply("+OK")),
                Map.entry("randomOctets(int, long)", Corruption.randomOctets(1, 1)),
                Map.entry("wrongSize(String, long)", Corruption.wrongSize("u", 1)),
                Map.entry("wrongUid(String, String)", Corruption.wrongUid("u", "v")),
                Map.entry("omittedFromListing(String)", Corruption.omittedFromListing("u")),
                Map.entry("alteredBy(UnaryOperator)", Corruption.alteredBy(octets -> octets)));
        assertThat(corruptions.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        signatures(Corruption.class, method -> method.getReturnType() == Corruption.class));
        assertThat(ReferencePage.table("Corruption"))
                .hasSize(corruptions.size())
                .allSatisfy(row -> assertThat(events(row.get(2)))
                        .containsExactlyInAnyOrderElementsOf(
                                corruptions.get(code(row.get(0))).events()));
    }

    @Test
    void eachReplyAndEachResponseCodeIsThere() {
        assertThat(ReferencePage.table("Reply"))
                .extracting(row -> code(row.get(0)))
                .containsExactlyInAnyOrderElementsOf(signatures(
                        Reply.class,
                        method -> method.getReturnType() == Reply.class && Modifier.isStatic(method.getModifiers())));
        assertThat(ReferencePage.table("`ResponseCode`"))
                .extracting(row -> List.of(code(row.get(0)), code(row.get(1))))
                .containsExactlyElementsOf(Stream.of(ResponseCode.values())
                        .map(code -> List.of(code.name(), "[" + code.text() + "]"))
                        .toList());
    }

    @Test
    void eachStrictnessIsThere() {
        assertThat(ReferencePage.table("`Strictness`"))
                .extracting(row -> code(row.get(0)))
                .containsExactlyElementsOf(
                        Stream.of(Strictness.values()).map(Enum::name).toList());
    }

    @Test
    void eachCallOnAFaultAndOnAGateIsThere() {
        List<String> known = new ArrayList<>(signatures(InstalledFault.class, method -> true));
        known.addAll(signatures(Gate.class, method -> true));
        known.removeAll(List.of("equals(Object)", "hashCode()", "toString()", "close()"));
        assertThat(ReferencePage.table("Call"))
                .extracting(row -> code(row.get(0)))
                .containsExactlyInAnyOrderElementsOf(known);
    }

    private static List<Pop3Event> events(String cell) {
        List<Pop3Event> named = CODE.matcher(cell)
                .results()
                .map((MatchResult code) -> Pop3Event.valueOf(code.group(1)))
                .toList();
        if (cell.startsWith("all but")) {
            return eventsWhere(event -> !named.contains(event));
        }
        return switch (cell) {
            case "all" -> eventsWhere(event -> true);
            case WITH_A_REPLY -> eventsWhere(Pop3Event::hasReply);
            case "multi-line" -> eventsWhere(Pop3Event::mayBeMultiLine);
            default -> named;
        };
    }

    private static List<Pop3Event> eventsWhere(Predicate<Pop3Event> trait) {
        return Stream.of(Pop3Event.values()).filter(trait).toList();
    }

    private static List<String> row(String table, String name) {
        return ReferencePage.table(table).stream()
                .filter(row -> code(row.get(0)).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row " + name));
    }

    private static String code(String cell) {
        return cell.replace("`", "");
    }

    /** Public methods as the page writes them: {@code times(int)}. */
    private static List<String> signatures(Class<?> type, Predicate<Method> wanted) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .filter(wanted)
                .map(FaultsReferencePageTest::signature)
                .toList();
    }

    private static String signature(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> method.isVarArgs() && type.isArray()
                        ? type.getComponentType().getSimpleName() + "..."
                        : type.getSimpleName())
                .collect(Collectors.joining(", ", method.getName() + "(", ")"));
    }
}
