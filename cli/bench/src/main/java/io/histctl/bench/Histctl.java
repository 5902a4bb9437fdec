package io.histctl.bench;

import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import io.histctl.record.Exchange;
import java.nio.file.Path;

/** histctl itself. */
final class Histctl implements Rival {
    private final HistoryStore store;

    Histctl(Path folder, StoreOptions options) {
        this.store = HistoryStore.open(folder.resolve("h.db"), options);
    }

    @Override
    public void fill(String conversation, int messages) {
        Data.fill(store, conversation, messages, 1000);
    }

    @Override
    public void append(String conversation, String text) {
        store.conversation(conversation).record(Exchange.ofRequest(Data.request(Data.user(text))));
    }

    @Override
    public void close() {
        store.close();
    }
}
