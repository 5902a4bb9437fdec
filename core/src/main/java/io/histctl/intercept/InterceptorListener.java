package io.histctl.intercept;

import io.histctl.record.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * Receives what an interceptor does. The methods are called in the threads of the app's requests, and those about
 * streamed replies in a background thread; they must be thread-safe, and should return quickly. None of them receives
 * anything that was said in a chat.
 */
public interface InterceptorListener {
    /** A request is about to be sent. */
    default void resumed(String conversation, ResumedRequest request) {}

    /** An exchange was recorded. */
    default void recorded(String conversation, Recorded recorded) {}

    /**
     * A request without a conversation id could continue several stored conversations, so that a new one was begun.
     *
     * @param begun the id of the new conversation
     */
    default void ambiguous(String begun) {}

    /**
     * Something failed that the app did not notice, since the interceptor fails open.
     *
     * @param conversation the id; null if the conversation was not determined
     * @param what what was not done, as a sentence without a full stop
     */
    default void failed(@Nullable String conversation, String what, RuntimeException cause) {}

    /** Logs failures and ambiguous requests as warnings with {@link System.Logger}, under the name of this interface. */
    static InterceptorListener logging() {
        return new LoggingListener();
    }
}
