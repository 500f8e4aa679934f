package io.github.pop3testserver.conversation;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What conversations are tested on: every stage there is, or one alone that is asked for by {@code -Dstage=PROTOCOL_ALONE}. */
@ParameterizedClass
@MethodSource("io.github.pop3testserver.conversation.StageTest#kinds")
abstract class StageTest {

    @Parameter
    Stage.Kind kind;

    private Stage stage;

    static List<Stage.Kind> kinds() {
        String only = System.getProperty("stage");
        return only == null ? List.of(Stage.Kind.values()) : List.of(Stage.Kind.valueOf(only));
    }

    /** The stage of this test, opened when it is first asked for. */
    Stage stage() {
        if (stage == null) {
            stage = kind.open();
        }
        return stage;
    }

    @AfterEach
    void closeStage() {
        if (stage != null) {
            stage.close();
        }
    }
}
