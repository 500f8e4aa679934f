package io.github.pop3testserver.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.pop3testserver.model.CutPoint.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

class CutPointTest {

    private static final List<CutPoint> ALL = List.of(
            CutPoint.beforeProcessing(),
            CutPoint.beforeReply(),
            CutPoint.afterOctets(20_000),
            CutPoint.afterLines(3),
            CutPoint.beforeTerminator(),
            CutPoint.insideTerminator(),
            CutPoint.afterReply());

    @Test
    void eachReadsAsTheExpressionThatMakesIt() {
        assertThat(ALL)
                .extracting(CutPoint::toString)
                .containsExactly(
                        "beforeProcessing()",
                        "beforeReply()",
                        "afterOctets(20000)",
                        "afterLines(3)",
                        "beforeTerminator()",
                        "insideTerminator()",
                        "afterReply()");
    }

    @Test
    void eachHasItsPlace() {
        assertThat(ALL).extracting(CutPoint::place).containsExactly(Place.values());
    }

    @Test
    void onlyOctetsAndLinesHaveACount() {
        assertThat(ALL).extracting(CutPoint::count).containsExactly(0L, 0L, 20_000L, 3L, 0L, 0L, 0L);
    }

    @Test
    void sameExpressionsAreEqualAndOthersAreNot() {
        assertThat(ALL).doesNotHaveDuplicates();
        assertThat(CutPoint.afterOctets(1))
                .isEqualTo(CutPoint.afterOctets(1))
                .hasSameHashCodeAs(CutPoint.afterOctets(1))
                .isNotEqualTo(CutPoint.afterOctets(2))
                .isNotEqualTo(CutPoint.afterLines(1))
                .isNotEqualTo("afterOctets(1)");
        assertThat(CutPoint.afterReply()).isEqualTo(CutPoint.afterReply()).hasSameHashCodeAs(CutPoint.afterReply());
    }

    @Test
    void largeCountsAreTakenAndNegativeOnesRefused() {
        assertThat(CutPoint.afterOctets(Long.MAX_VALUE).count()).isEqualTo(Long.MAX_VALUE);
        assertThat(CutPoint.afterLines(0).count()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CutPoint.afterOctets(-1))
                .withMessage("a cut point must be after 0 or more octets, but was after -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CutPoint.afterLines(Long.MIN_VALUE))
                .withMessageContainingAll("lines", Long.toString(Long.MIN_VALUE));
    }
}
