package io.histctl.resume;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpansTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PT0S           | 0s
            PT0.999S       | 0s
            PT1S           | 1s
            PT59M58S       | 59m 58s
            PT2H           | 2h
            PT2H0M5S       | 2h
            PT1H1M1S       | 1h 1m
            P3DT4H5M       | 3d 4h
            P400D          | 400d
            """)
    void aSpanIsShownInItsTwoLargestUnits(Duration span, String words) {
        assertThat(Spans.words(span)).isEqualTo(words);
    }
}
