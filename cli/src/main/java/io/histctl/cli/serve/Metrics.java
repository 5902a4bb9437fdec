package io.histctl.cli.serve;

import io.histctl.intercept.InterceptorListener;
import io.histctl.intercept.ResumedRequest;
import io.histctl.record.Recorded;
import io.histctl.record.RecordedReply;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts what the proxy does, for {@code GET /metrics}, and prints what failed. Thread-safe. */
final class Metrics implements InterceptorListener {
    private final Consumer<String> messages;
    private final Map<String, LongAdder> counters = new ConcurrentSkipListMap<>();
    private final LongAdder active = new LongAdder();
    private final AtomicLong expiry = new AtomicLong();

    /** @param messages receives one line for each failure */
    Metrics(Consumer<String> messages) {
        this.messages = messages;
    }

    void begun() {
        active.increment();
    }

    void ended(LogEntry entry) {
        active.decrement();
        String kind = entry.isVoiceChat() ? "voice" : "other";
        count("histctl_requests_total{kind=\"" + kind + "\",outcome=\"" + entry.outcome() + "\"}");
    }

    /** How many requests are being served. */
    long active() {
        return active.sum();
    }

    @Override
    public void resumed(String conversation, ResumedRequest request) {
        count("histctl_voice_requests_total{changed=\"" + request.changed() + "\"}");
    }

    @Override
    public void recorded(String conversation, Recorded recorded) {
        count("histctl_exchanges_total");
        recorded.reply()
                .map(RecordedReply::audio)
                .ifPresent(audio -> expiry.accumulateAndGet(audio.expiresAt().getEpochSecond(), Math::max));
    }

    @Override
    public void ambiguous(String begun) {
        count("histctl_ambiguous_total");
        messages.accept("a request without a conversation could continue several; began " + begun);
    }

    @Override
    public void failed(@Nullable String conversation, String what, RuntimeException cause) {
        count("histctl_failures_total");
        messages.accept(what + (conversation == null ? "" : " (" + conversation + ")") + ": " + cause.getMessage());
    }

    /** In the text format of Prometheus. */
    String text() {
        StringBuilder text = new StringBuilder();
        counters.forEach((name, value) ->
                text.append(name).append(' ').append(value.sum()).append('\n'));
        return text.append("histctl_active_requests ")
                .append(active.sum())
                .append("\nhistctl_newest_audio_expiry_seconds ")
                .append(expiry.get())
                .append('\n')
                .toString();
    }

    private void count(String name) {
        counters.computeIfAbsent(name, unused -> new LongAdder()).increment();
    }
}
