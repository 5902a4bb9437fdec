package io.histctl.cli;

import io.histctl.HistoryStore;

/** Loads what every command needs while the command line is read: a short call is mostly such loading. */
final class Preparation extends Thread {
    Preparation() {
        super("preparation");
        setDaemon(true);
        setUncaughtExceptionHandler((thread, failure) -> {}); // the command meets it too, and tells it
    }

    @Override
    public void run() {
        HistoryStore.prepare();
    }
}
