package io.github.pop3testserver.conversation;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What conversations are tested on: every stage there is. */
@ParameterizedClass
@EnumSource(Stage.Kind.class)
abstract class StageTest {

    @Parameter
    Stage.Kind kind;

    private Stage stage;

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
