package io.histctl.summary;

import io.histctl.store.StoredSummary;
import java.time.Instant;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A summary as {@link SummaryWriter} wrote it.
 *
 * @param message the complete message
 * @param text the summary alone
 * @param by {@code digest}, or the name of the model
 * @param tokens the cost of the message, as counted by the counter of its budget
 * @param notes deviations from what was asked for
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public record WrittenSummary(
        String message, String text, String by, long tokens, SummarySource source, List<String> notes) {
    public WrittenSummary {
        notes = List.copyOf(notes);
    }

    /** The summary as it is stored. */
    public StoredSummary stored(Instant at) {
        return new StoredSummary(
                source.through(), source.turns().size(), source.fingerprint(), text, by, at.toEpochMilli());
    }
}
