package io.histctl.summary;

import io.histctl.model.Turn;
import java.util.List;

/** Writes what stands for turns that can't be sent any more. Implementations are safe for many threads. */
@FunctionalInterface
public interface Summarizer {
    /**
     * The summary of these turns, without the message around it.
     *
     * @param turns in their order; never empty
     * @param maxTokens what it may cost at most, as input tokens
     */
    String summarize(List<Turn> turns, long maxTokens);
}
