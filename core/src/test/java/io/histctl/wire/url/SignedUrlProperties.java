package io.histctl.wire.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class SignedUrlProperties {
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    @Property(tries = 500)
    void noTextThrows(@ForAll("urls") String url) {
        SignedUrl.expiry(url);
    }

    @Property(tries = 300)
    void datedLifetimesAddUpWhateverTheOtherParameters(
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long signedAt,
            @ForAll @IntRange(max = 604_800) int seconds,
            @ForAll List<@net.jqwik.api.constraints.AlphaChars String> others,
            @ForAll boolean google,
            @ForAll Random random) {
        String prefix = google ? "X-Goog-" : "X-Amz-";
        List<String> parameters = new ArrayList<>(
                others.stream().map(other -> "o" + other + "=" + other).toList());
        parameters.add(prefix + "Date=" + BASIC.format(Instant.ofEpochSecond(signedAt)));
        parameters.add(prefix + "Expires=" + seconds);
        Collections.shuffle(parameters, random);
        assertThat(SignedUrl.expiry("https://a.example/b?" + String.join("&", parameters)))
                .isEqualTo(Instant.ofEpochSecond(signedAt + seconds));
    }

    @Property(tries = 300)
    void encodingOfAValueMakesNoDifference(
            @ForAll @LongRange(min = 1_300_000_000L, max = 4_000_000_000L) long end, @ForAll Random random) {
        StringBuilder encoded = new StringBuilder();
        for (char digit : Long.toString(end).toCharArray()) {
            encoded.append(random.nextBoolean() ? String.format("%%%02x", (int) digit) : digit);
        }
        assertThat(SignedUrl.expiry("https://a.example/b?exp=" + encoded)).isEqualTo(Instant.ofEpochSecond(end));
    }

    @Provide
    Arbitrary<String> urls() {
        Arbitrary<String> pieces = Arbitraries.oneOf(
                Arbitraries.of(
                        "https://",
                        "?",
                        "&",
                        "=",
                        "#",
                        "%",
                        "%4",
                        "X-Amz-Date=",
                        "20260302T101500Z",
                        "X-Amz-Expires=",
                        "Expires=",
                        "Signature=a",
                        "se=",
                        "sig=a",
                        "exp=",
                        "2026-03-02T10:15:00Z",
                        "-999999999-01-01",
                        "+999999999-12-31T23:59:59Z",
                        "9999999999999"),
                Arbitraries.strings().ofMaxLength(5));
        return pieces.list().ofMaxSize(12).map(list -> "https://a.example/?" + String.join("", list));
    }
}
