package io.histctl;

import io.histctl.intercept.AppRequest;
import io.histctl.intercept.ConversationFinder;
import io.histctl.intercept.History;
import io.histctl.intercept.ReplayLimits;
import io.histctl.intercept.ResumeOptions;
import io.histctl.intercept.ResumedRequest;
import io.histctl.record.Exchange;
import io.histctl.record.Recorded;
import io.histctl.record.RecordingStream;
import java.util.function.Predicate;

/** A store as intercepted calls use it. */
record StoreHistory(HistoryStore store, ResumeOptions options) implements History {
    StoreHistory with(ResumeOptions other) {
        return new StoreHistory(store, other);
    }

    @Override
    public ConversationFinder.Found find(AppRequest request, Predicate<String> open) {
        return store.search(request.recorded(), open);
    }

    @Override
    public ResumedRequest resume(String conversation, AppRequest request, ReplayLimits limits) {
        return store.conversation(conversation).resume(request.parsed(), options, limits);
    }

    @Override
    public Recorded record(String conversation, AppRequest request, byte[] reply) {
        return store.conversation(conversation)
                .record(request.recorded(), Exchange.of(null, reply).withWholeHistory(true));
    }

    @Override
    public Recorded recordRefusal(String conversation, byte[] request, byte[] refusal) {
        return store.conversation(conversation).record(Exchange.of(request, refusal));
    }

    @Override
    public RecordingStream recordStream(String conversation, AppRequest request) {
        return store.conversation(conversation)
                .recordStream(
                        request.recorded(), Exchange.of((byte[]) null, null).withWholeHistory(true));
    }

    @Override
    public void markGoneThrough(String conversation, String audioId) {
        store.conversation(conversation).markGoneThrough(audioId);
    }
}
