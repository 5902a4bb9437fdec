package io.histctl.summary.digest;

import io.histctl.model.Role;
import io.histctl.model.TokenCounter;
import io.histctl.model.TokenEstimate;
import io.histctl.model.Turn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A conversation about a trip, and the facts in it. */
record Trip(List<Turn> turns, List<String> facts) {
    private static final double[] SHARES = {0.25, 0.3, 0.35, 0.4, 0.45, 0.5};

    static Trip read(String code) {
        Talk talk = new Talk();
        List<String> facts = new ArrayList<>();
        for (String line : lines("trip/" + code + ".txt")) {
            String text = line.substring(line.indexOf(' ') + 1);
            if (line.startsWith("Fact:")) {
                facts.add(text);
            } else {
                talk.says(line.startsWith("User:") ? Role.USER : Role.ASSISTANT, null, text);
            }
        }
        return new Trip(talk.turns(), facts);
    }

    static List<String> lines(String file) {
        try (InputStream in = Trip.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The share of the facts that digests of several sizes contain in one line. */
    double kept() {
        long whole = TokenEstimate.of(digest(Long.MAX_VALUE));
        long kept = 0;
        for (double share : SHARES) {
            List<String> lines = digest((long) (whole * share))
                    .toLowerCase(Locale.ROOT)
                    .lines()
                    .toList();
            kept += facts.stream()
                    .map(fact -> fact.toLowerCase(Locale.ROOT))
                    .filter(fact -> lines.stream().anyMatch(line -> line.contains(fact)))
                    .count();
        }
        return (double) kept / (facts.size() * SHARES.length);
    }

    private String digest(long budget) {
        return DigestText.of(turns, budget, TokenCounter.ESTIMATE);
    }
}
