package io.histctl.wire.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedUrlTest {
    private static final String BASE = "https://files.example.org/a%20b/c.png";

    static Stream<Arguments> signed() {
        return Stream.of(
                arguments(
                        "AWS V4",
                        "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20260302T101500Z&X-Amz-Expires=900&X-Amz-Signature=ab",
                        "2026-03-02T10:30:00Z"),
                arguments(
                        "AWS V4, parameters in another order",
                        "?X-Amz-Signature=ab&X-Amz-Expires=604800&v=2&X-Amz-Date=20260302T101500Z",
                        "2026-03-09T10:15:00Z"),
                arguments(
                        "AWS V4, names in lower case",
                        "?x-amz-date=20260302T101500Z&x-amz-expires=60",
                        "2026-03-02T10:16:00Z"),
                arguments(
                        "AWS V4, percent-encoded",
                        "?X%2DAmz%2DDate=2026%30302T101500Z&X-Amz-Expires=%36%30",
                        "2026-03-02T10:16:00Z"),
                arguments(
                        "AWS V4, a lifetime of nothing",
                        "?X-Amz-Date=20260302T101500Z&X-Amz-Expires=0",
                        "2026-03-02T10:15:00Z"),
                arguments("CloudFront", "?Expires=1772446500&Signature=a~&Key-Pair-Id=K", "2026-03-02T10:15:00Z"),
                arguments("S3 V2", "?AWSAccessKeyId=A&Expires=1772446500&Signature=a%3D", "2026-03-02T10:15:00Z"),
                arguments("Google V2", "?GoogleAccessId=a%40b&Expires=1772446500&Signature=x", "2026-03-02T10:15:00Z"),
                arguments("signed and long over", "?Expires=0&Signature=x", "1970-01-01T00:00:00Z"),
                arguments(
                        "Google V4",
                        "?X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Date=20260302T101500Z&X-Goog-Expires=3600&X-Goog-Signature=1",
                        "2026-03-02T11:15:00Z"),
                arguments(
                        "Azure", "?sv=2022-11-02&se=2026-03-02T10%3A15%3A00Z&sr=b&sp=r&sig=a", "2026-03-02T10:15:00Z"),
                arguments("Azure, not encoded", "?se=2026-03-02T10:15:00Z&sig=a", "2026-03-02T10:15:00Z"),
                arguments("Azure, without seconds", "?se=2026-03-02T10:15Z&sig=a", "2026-03-02T10:15:00Z"),
                arguments("Azure, with a fraction", "?se=2026-03-02T10:15:00.0000000Z&sig=a", "2026-03-02T10:15:00Z"),
                arguments("Azure, with an offset", "?se=2026-03-02T12:15:00+02:00&sig=a", "2026-03-02T10:15:00Z"),
                arguments("Azure, a date alone", "?se=2026-03-03&sig=a", "2026-03-03T00:00:00Z"),
                arguments("exp in seconds", "?exp=1772446500", "2026-03-02T10:15:00Z"),
                arguments("expires in seconds", "?token=t&expires=1772446500", "2026-03-02T10:15:00Z"),
                arguments("Expires without a signature", "?Expires=1772446500", "2026-03-02T10:15:00Z"),
                arguments("exp in milliseconds", "?exp=1772446500000", "2026-03-02T10:15:00Z"),
                arguments("expires as a time", "?expires=2026-03-02T10:15:00Z", "2026-03-02T10:15:00Z"),
                arguments("the same value twice", "?exp=1772446500&exp=1772446500", "2026-03-02T10:15:00Z"),
                arguments("a fragment behind", "?exp=1772446500#exp=1772446600", "2026-03-02T10:15:00Z"),
                arguments("empty parameters between", "?&&=&a&exp=1772446500&&", "2026-03-02T10:15:00Z"),
                arguments("a broken escape elsewhere", "?a=%zz&b=%&exp=1772446500", "2026-03-02T10:15:00Z"),
                arguments(
                        "signed twice: the earlier one",
                        "?X-Amz-Date=20260302T101500Z&X-Amz-Expires=900&Expires=1772446560&Signature=x",
                        "2026-03-02T10:16:00Z"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("signed")
    void expiryOfASignedUrlIsRead(String name, String query, String expiry) {
        assertThat(SignedUrl.expiry(BASE + query)).isEqualTo(Instant.parse(expiry));
        assertThat(SignedUrl.expiry("HTTP://u:p@[::1]:80" + query)).isEqualTo(Instant.parse(expiry));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?",
                "?exp",
                "?exp=",
                "?exp=soon",
                "?exp=600",
                "?exp=-1772446500",
                "?exp=1772446500.5",
                "?exp=0x69a5",
                "?exp=17724465001",
                "?exp=99999999999999999999999",
                "?exp=%31772446500%",
                "?exp=1772446500&exp=1772446600",
                "?exp=1772446500&expires=1772446500",
                "?expires=2026-03-02",
                "?expires=Mon%2C+02+Mar+2026+10%3A15%3A00+GMT",
                "?expired=1772446500",
                "?url=https://b.example/c.png?exp=1772446500",
                "#?exp=1772446500",
                "?X-Amz-Expires=900",
                "?X-Amz-Date=20260302T101500Z",
                "?X-Amz-Date=20260302T101500Z&X-Amz-Expires=604801",
                "?X-Amz-Date=20260302T101500Z&X-Amz-Expires=-1",
                "?X-Amz-Date=20260302T101500Z&X-Amz-Expires=900&X-Amz-Expires=60",
                "?X-Amz-Date=20261302T101500Z&X-Amz-Expires=900",
                "?X-Amz-Date=20260230T101500Z&X-Amz-Expires=900",
                "?X-Amz-Date=2026-03-02T10:15:00Z&X-Amz-Expires=900",
                "?X-Amz-Date=20260302T101500Z&X-Goog-Expires=900",
                "?Expires=1772446500&Expires=1772446501&Signature=x",
                "?Expires=9999999999999&Signature=x",
                "?se=2026-03-02T10:15:00Z",
                "?se=1772446500&sig=a",
                "?se=2026-03-02T10:15:00&sig=a"
            })
    void expiryStaysUnknownIfItIsMissingMalformedOrAmbiguous(String query) {
        assertThat(SignedUrl.expiry(BASE + query)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"data:image/png;base64,AA?", "gs://bucket/a?", "file:///a?", "/a?", "?", " https://a.org/?"})
    void onlyWebUrlsExpire(String prefix) {
        assertThat(SignedUrl.expiry(prefix + "exp=1772446500")).isNull();
    }

    @Test
    void hugeUrlsAreReadInLinearTime() {
        String filler = "a=%41&".repeat(400_000);
        String url = BASE + "?" + filler + "X-Amz-Date=20260302T101500Z&" + filler + "X-Amz-Expires=900";
        assertThat(url.length()).isGreaterThan(4_000_000);
        assertThat(SignedUrl.expiry(url))
                .isEqualTo(Instant.parse("2026-03-02T10:15:00Z").plus(Duration.ofMinutes(15)));
        assertThat(SignedUrl.expiry(BASE + "?exp=" + "1".repeat(4_000_000))).isNull();
        assertThat(SignedUrl.expiry("data:image/png;base64," + "A".repeat(4_000_000)))
                .isNull();
    }
}
