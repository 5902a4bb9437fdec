package io.histctl.store.sqlite;

import io.histctl.store.Storage;
import io.histctl.store.StorageContract;

class InMemoryStorageTest extends StorageContract {
    @Override
    protected Storage open() {
        return SqliteStorage.inMemory();
    }
}
