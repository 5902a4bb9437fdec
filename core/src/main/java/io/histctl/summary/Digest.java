package io.histctl.summary;

import io.histctl.summary.digest.DigestText;
import org.apiguardian.api.API;

/**
 * A summarizer that quotes the conversation, speaker by speaker, and needs neither a model nor the network.
 *
 * <p>If all turns fit into the budget it quotes them all. Otherwise it selects the clauses that cover the most names,
 * numbers and rare or recurring words for their length, and always something of the user's last turn. Quotations of the
 * same turn share a line; {@code …} marks each place where something was left out, and {@code [corrected later]} a
 * quotation with a value that a later turn corrects:
 *
 * <pre>{@code
 * User: My daughter Ottilie was born on 4 May 2019 in Graz.
 * …Assistant: The gate code is 4471.
 * User: Thanks, that was all.
 * }</pre>
 *
 * <p>It works for any language. In Arabic, Chinese, Dutch, English, French, German, Hebrew, Hindi, Italian, Japanese,
 * Korean, Portuguese, Russian, Spanish and Turkish it also knows common words and splits sentences. The same turns, budget
 * and counter give the same text. If not even the beginning of the user's last turn fits, the text is empty. Immutable and thread-safe.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class Digest implements Summarizer {
    /** The author in {@link Summarizer.Written#by} of every digest. */
    static final String NAME = "digest";

    @Override
    public Written summarize(SummaryRequest request) {
        return new Written(DigestText.of(request.turns(), request.maxTokens(), request.counter()), NAME);
    }
}
