package io.histctl.intercept;

import io.histctl.model.Instants;
import io.histctl.transcribe.Transcriber;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an interceptor works. Start from {@link #DEFAULT} and change what differs.
 *
 * @param resume how requests are made valid
 * @param failClosed whether a request that can't be made valid, or a reply that can't be recorded, is an error of the
 *     app's call; otherwise the app's request is sent as it is, and the failure is reported to the listener
 * @param storeTimeout how long the end of a reply waits for the reply to be stored
 * @param adaptations what a client needs changed in replies
 * @param listener receives what the interceptor does
 * @param transcriber what writes down the speech of users after it was recorded, in a background thread; null for none
 */
public record InterceptorOptions(
        ResumeOptions resume,
        boolean failClosed,
        Duration storeTimeout,
        Set<ReplyAdaptation> adaptations,
        InterceptorListener listener,
        @Nullable Transcriber transcriber) {
    /** Fails open, leaves replies as they are, waits at most 10 seconds for the store, and logs failures. */
    public static final InterceptorOptions DEFAULT = new InterceptorOptions(
            ResumeOptions.DEFAULT, false, Duration.ofSeconds(10), Set.of(), InterceptorListener.logging(), null);

    /**
     * Checks the options.
     *
     * @throws io.histctl.error.InvalidInputException if the timeout is negative or longer than 365,000 days
     */
    public InterceptorOptions {
        Instants.ensureSpan(storeTimeout, "the store timeout");
        adaptations = Set.copyOf(adaptations);
    }

    /** These options with another way to make requests valid. */
    public InterceptorOptions withResume(ResumeOptions resume) {
        return new InterceptorOptions(resume, failClosed, storeTimeout, adaptations, listener, transcriber);
    }

    /** These options with another failure policy. */
    public InterceptorOptions withFailClosed(boolean failClosed) {
        return new InterceptorOptions(resume, failClosed, storeTimeout, adaptations, listener, transcriber);
    }

    /** These options with another time that the end of a reply may wait for the store. */
    public InterceptorOptions withStoreTimeout(Duration storeTimeout) {
        return new InterceptorOptions(resume, failClosed, storeTimeout, adaptations, listener, transcriber);
    }

    /** These options with changes to replies that a client needs. */
    public InterceptorOptions withAdaptations(ReplyAdaptation... adaptations) {
        return new InterceptorOptions(resume, failClosed, storeTimeout, Set.of(adaptations), listener, transcriber);
    }

    /** These options with another listener. */
    public InterceptorOptions withListener(InterceptorListener listener) {
        return new InterceptorOptions(resume, failClosed, storeTimeout, adaptations, listener, transcriber);
    }

    /** These options with a transcriber of the speech of users; null for none. */
    public InterceptorOptions withTranscriber(@Nullable Transcriber transcriber) {
        return new InterceptorOptions(resume, failClosed, storeTimeout, adaptations, listener, transcriber);
    }
}
