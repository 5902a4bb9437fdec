package io.histctl;

import io.histctl.intercept.ConversationFinder;
import io.histctl.intercept.History;
import io.histctl.intercept.ReplayLimits;
import io.histctl.intercept.ResumeOptions;
import io.histctl.intercept.ResumedRequest;
import io.histctl.record.Exchange;
import io.histctl.record.Recorded;
import io.histctl.record.RecordingStream;

/** A store as intercepted calls use it. */
record StoreHistory(HistoryStore store, ResumeOptions options) implements History {
    StoreHistory with(ResumeOptions other) {
        return new StoreHistory(store, other);
    }

    @Override
    public ConversationFinder.Found find(byte[] request) {
        return store.search(request);
    }

    @Override
    public ResumedRequest resume(String conversation, byte[] request, ReplayLimits limits) {
        return store.conversation(conversation).resume(request, options, limits);
    }

    @Override
    public Recorded record(String conversation, Exchange exchange) {
        return store.conversation(conversation).record(exchange);
    }

    @Override
    public RecordingStream recordStream(String conversation, Exchange exchange) {
        return store.conversation(conversation).recordStream(exchange);
    }

    @Override
    public void markGoneThrough(String conversation, String audioId) {
        store.conversation(conversation).markGoneThrough(audioId);
    }
}
