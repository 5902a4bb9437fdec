package io.histctl.openai;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that passes in pauses alone, and at once. */
final class CountedPace implements Pace {
    private final List<Duration> pauses = new ArrayList<>();

    List<Duration> pauses() {
        return pauses;
    }

    @Override
    public long nanos() {
        return pauses.stream().mapToLong(Duration::toNanos).sum();
    }

    @Override
    public void pause(Duration span) {
        pauses.add(span);
    }
}
