package io.histctl.intercept;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Logs what an operator should see. */
final class LoggingListener implements InterceptorListener {
    private static final System.Logger LOGGER = System.getLogger(InterceptorListener.class.getName());

    @Override
    public void ambiguous(String begun) {
        LOGGER.log(
                Level.WARNING,
                "a request without a conversation id could continue several conversations; began " + begun);
    }

    @Override
    public void failed(@Nullable String conversation, String what, RuntimeException cause) {
        String of = conversation == null ? "" : " (conversation " + conversation + ")";
        LOGGER.log(Level.WARNING, what + of + ": " + cause.getMessage());
    }
}
