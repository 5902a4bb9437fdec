package io.histctl.openai;

import java.time.Duration;

/** How time passes between tries. */
interface Pace {
    Pace REAL = new Pace() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration span) throws InterruptedException {
            Thread.sleep(span.toMillis());
        }
    };

    /** A reading that only its differences mean something. */
    long nanos();

    void pause(Duration span) throws InterruptedException;
}
