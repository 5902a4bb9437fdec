package io.histctl.transcribe;

import io.histctl.error.InvalidInputException;
import io.histctl.store.ConversationRef;
import io.histctl.store.StoredSummary;
import io.histctl.summary.Digest;
import io.histctl.summary.SummarizeOptions;
import io.histctl.summary.Summarizer;
import io.histctl.summary.SummaryService;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kept summary of a conversation that reaches farthest. New words in a turn that it covers drop it. */
final class KeptSummary {
    private final ConversationRef conversation;
    private final @Nullable StoredSummary summary;

    private KeptSummary(ConversationRef conversation, @Nullable StoredSummary summary) {
        this.conversation = conversation;
        this.summary = summary;
    }

    static KeptSummary of(ConversationRef conversation) {
        return new KeptSummary(
                conversation,
                conversation.read((reading, stored) ->
                        reading.summaries().farthest(stored, Long.MAX_VALUE).orElse(null)));
    }

    /**
     * Makes the summary anew if it covered a turn. The digest does not replace the summary of a model.
     *
     * @return what to know if it was not made anew
     */
    Optional<String> renew(long position, Summarizer summarizer) {
        if (summary == null || summary.through() < position) {
            return Optional.empty();
        }
        String dropped = "the kept summary by " + summary.madeBy() + " lacked the new words and was dropped";
        if (summarizer instanceof Digest && !summary.madeBy().equals("digest")) {
            return Optional.of(dropped + "; summarize again with that model");
        }
        try {
            new SummaryService(conversation)
                    .summarize(SummarizeOptions.DEFAULT
                            .withThrough(summary.through())
                            .withSummarizer(summarizer));
            return Optional.empty();
        } catch (InvalidInputException e) {
            return Optional.of(dropped + "; summarize again");
        }
    }
}
