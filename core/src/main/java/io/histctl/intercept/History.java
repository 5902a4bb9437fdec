package io.histctl.intercept;

import io.histctl.record.Recorded;
import io.histctl.record.RecordingStream;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/**
 * What an intercepted call needs of a store.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public interface History {
    /**
     * The conversation that a request continues.
     *
     * @param open whether a reply in this conversation is still arriving
     */
    ConversationFinder.Found find(AppRequest request, Predicate<String> open);

    /** A request of a conversation, made valid. */
    ResumedRequest resume(String conversation, AppRequest request, ReplayLimits limits);

    /** Records a request with its reply. */
    Recorded record(String conversation, AppRequest request, byte[] reply);

    /** Records that a request was refused, which need not be the app's own. */
    Recorded recordRefusal(String conversation, byte[] request, byte[] refusal);

    /** Begins to record a request with a streamed reply. */
    RecordingStream recordStream(String conversation, AppRequest request);

    /** Marks an audio id of a conversation, and all older ones, as gone. */
    void markGoneThrough(String conversation, String audioId);
}
