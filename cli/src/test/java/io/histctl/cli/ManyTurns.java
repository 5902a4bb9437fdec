package io.histctl.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.IntStream;

/**
 * Many conversations as import lines, the same in every run. Each begins with instructions; two of five replies and
 * their questions are spoken. At {@link #NOON} the ids of every second conversation have expired, of the
 * long one all but the last hour's.
 *
 * @param conversations how many short ones
 * @param exchanges how many each of them has
 * @param longExchanges how many the long one has, which is named {@code long}
 */
record ManyTurns(int conversations, int exchanges, int longExchanges) {
    static final Instant NOON = Instant.parse("2026-06-05T12:00:00Z");

    private static final long DAY = 86_400;
    private static final long HOUR = 3_600;
    private static final String WORDS = "the train leaves at nine and the pass is open until the evening. ".repeat(3);

    long turns() {
        return (long) conversations * (1 + 2L * exchanges) + longTurns();
    }

    long longTurns() {
        return 1 + 2L * longExchanges;
    }

    /** How many ids have expired at {@link #NOON}. */
    long expiredIds() {
        long expired = IntStream.range(0, longExchanges)
                .filter(j -> isSpoken(j) && longAt(j) + HOUR <= NOON.getEpochSecond())
                .count();
        return (conversations + 1) / 2 * spoken(exchanges) + expired;
    }

    void writeTo(OutputStream out) throws IOException {
        Writer lines = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        for (int i = 0; i < conversations; i++) {
            long begin = NOON.getEpochSecond() - (i % 2 == 0 ? DAY : 1_800);
            for (int j = 0; j < exchanges; j++) {
                lines.write(line("call-" + i, (long) i * exchanges + j, j, begin + j * 20L));
            }
        }
        for (int j = 0; j < longExchanges; j++) {
            lines.write(line("long", (long) conversations * exchanges + j, j, longAt(j)));
        }
        lines.flush();
    }

    private long longAt(int exchange) {
        return NOON.getEpochSecond() - DAY + DAY * exchange / longExchanges;
    }

    private static String line(String conversation, long number, int exchange, long at) {
        boolean spoken = isSpoken(exchange);
        return "{\"conversation\":\"" + conversation + "\",\"at\":" + at + ",\"request\":{\"model\":\"gpt-audio-1.5\","
                + (spoken
                        ? "\"modalities\":[\"text\",\"audio\"],\"audio\":{\"voice\":\"alloy\",\"format\":\"wav\"},"
                        : "")
                + "\"messages\":["
                + (exchange == 0 ? "{\"role\":\"system\",\"content\":\"You answer in voice.\"}," : "")
                + question(number, spoken) + "]},\"response\":" + reply(number, at, spoken) + "}\n";
    }

    static String question(long number, boolean spoken) {
        String content = spoken
                ? "[{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"" + sound(number) + "\",\"format\":\"wav\"}}]"
                : "\"question " + number + ": " + WORDS + "\"";
        return "{\"role\":\"user\",\"content\":" + content + "}";
    }

    private static String reply(long number, long at, boolean spoken) {
        String said = "answer " + number + ": " + WORDS;
        String message = spoken
                ? "\"content\":null,\"audio\":{\"id\":\"" + String.format("audio_%08x%024x", at, number)
                        + "\",\"expires_at\":" + (at + HOUR) + ",\"transcript\":\"" + said + "\"}"
                : "\"content\":\"" + said + "\"";
        return "{\"id\":\"chatcmpl-" + number + "\",\"created\":" + at
                + ",\"model\":\"gpt-audio-1.5\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                + message
                + "},\"finish_reason\":\"stop\"}]}";
    }

    private static String sound(long number) {
        return Base64.getEncoder().encodeToString(("sound " + number).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isSpoken(int exchange) {
        return exchange % 5 < 2;
    }

    private static long spoken(int exchanges) {
        return IntStream.range(0, exchanges).filter(ManyTurns::isSpoken).count();
    }
}
