package io.github.pop3testserver.internal.mime;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class MailDateTest {

    private static final ZonedDateTime DATE = ZonedDateTime.of(2003, 7, 1, 0, 2, 3, 999_999_999, ZoneOffset.UTC);

    @Test
    void datesHaveAFixedWidth() {
        assertThat(MailDate.format(DATE)).isEqualTo("Tue, 01 Jul 2003 00:02:03 +0000");
    }

    @Test
    void zonesAreHoursAndMinutes() {
        assertThat(MailDate.format(DATE.withZoneSameInstant(ZoneId.of("Europe/Berlin"))))
                .isEqualTo("Tue, 01 Jul 2003 02:02:03 +0200");
        assertThat(MailDate.format(DATE.withZoneSameInstant(ZoneOffset.ofHoursMinutes(-9, -30))))
                .isEqualTo("Mon, 30 Jun 2003 14:32:03 -0930");
        assertThat(MailDate.format(DATE.withZoneSameInstant(ZoneOffset.ofHoursMinutes(0, -30))))
                .endsWith("-0030");
        assertThat(MailDate.format(DATE.withZoneSameInstant(ZoneOffset.ofHoursMinutesSeconds(0, 19, 32))))
                .as("the same instant, in whole minutes")
                .isEqualTo("Tue, 01 Jul 2003 00:21:03 +0019");
    }

    @Test
    void everyDayComesBack() {
        for (int day = 0; day < 800; day++) {
            ZonedDateTime date = DATE.plusDays(day).plusSeconds(day * 61L).withNano(0);
            assertThat(ZonedDateTime.parse(MailDate.format(date), RFC_1123_DATE_TIME))
                    .isEqualTo(date);
        }
    }
}
