package io.histctl.spring.ai;

import io.histctl.intercept.InterceptorListener;
import io.histctl.intercept.ResumedRequest;
import io.histctl.record.Recorded;
import io.histctl.record.RecordedReply;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts requests, recorded exchanges and failures, and passes them on: {@code histctl.requests} by {@code changed},
 * {@code histctl.exchanges}, {@code histctl.ambiguous}, {@code histctl.failures}, and the gauge
 * {@code histctl.newest.audio.expiry}, the Unix second at which the newest recorded audio id expires (0: none yet).
 */
final class MeteredListener implements InterceptorListener {
    private final InterceptorListener next;
    private final Counter changed;
    private final Counter unchanged;
    private final Counter exchanges;
    private final Counter ambiguous;
    private final Counter failures;
    private final AtomicLong expiry = new AtomicLong();

    MeteredListener(MeterRegistry registry, InterceptorListener next) {
        this.next = next;
        this.changed = registry.counter("histctl.requests", "changed", "true");
        this.unchanged = registry.counter("histctl.requests", "changed", "false");
        this.exchanges = registry.counter("histctl.exchanges");
        this.ambiguous = registry.counter("histctl.ambiguous");
        this.failures = registry.counter("histctl.failures");
        Gauge.builder("histctl.newest.audio.expiry", expiry, AtomicLong::get)
                .baseUnit("seconds")
                .register(registry);
    }

    @Override
    public void resumed(String conversation, ResumedRequest request) {
        (request.changed() ? changed : unchanged).increment();
        next.resumed(conversation, request);
    }

    @Override
    public void recorded(String conversation, Recorded recorded) {
        exchanges.increment();
        recorded.reply()
                .map(RecordedReply::audio)
                .ifPresent(audio -> expiry.accumulateAndGet(audio.expiresAt().getEpochSecond(), Math::max));
        next.recorded(conversation, recorded);
    }

    @Override
    public void ambiguous(String begun) {
        ambiguous.increment();
        next.ambiguous(begun);
    }

    @Override
    public void failed(@Nullable String conversation, String what, RuntimeException cause) {
        failures.increment();
        next.failed(conversation, what, cause);
    }
}
