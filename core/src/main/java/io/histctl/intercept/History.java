package io.histctl.intercept;

import io.histctl.record.Exchange;
import io.histctl.record.Recorded;
import io.histctl.record.RecordingStream;
import org.apiguardian.api.API;

/**
 * What an intercepted call needs of a store.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public interface History {
    /** The conversation that a request continues. */
    ConversationFinder.Found find(byte[] request);

    /** A request of a conversation, made valid. */
    ResumedRequest resume(String conversation, byte[] request, ReplayLimits limits);

    /** Records an exchange. */
    Recorded record(String conversation, Exchange exchange);

    /** Begins to record an exchange with a streamed reply. */
    RecordingStream recordStream(String conversation, Exchange exchange);

    /** Marks an audio id of a conversation, and all older ones, as gone. */
    void markGoneThrough(String conversation, String audioId);
}
