package io.github.pop3testserver.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProtocolViolationTest {

    @ParameterizedTest
    @EnumSource
    void hasARuleThatNamesTheSectionOfAnRfc(ProtocolViolation violation) {
        assertThat(violation.rule())
                .matches("[a-z].{20,} \\(RFC \\d{4} section [\\d.]+(, RFC \\d{4} section [\\d.]+)?\\)");
    }

    @Test
    void eachHasItsOwnRule() {
        assertThat(Stream.of(ProtocolViolation.values()).map(ProtocolViolation::rule))
                .doesNotHaveDuplicates();
    }
}
