package io.histctl.openai;

import io.histctl.summary.Summarizer;
import io.histctl.summary.SummaryFailedException;
import io.histctl.summary.SummaryRequest;

/**
 * A summary by a model behind any OpenAI-compatible endpoint. It grows: the last summary and the turns since go in.
 * Needs the network; tries three times at most, within the time-out. Safe for many threads; keep one, it holds a
 * connection pool.
 */
public final class OpenAiSummarizer implements Summarizer {
    private final OpenAiOptions options;
    private final Endpoint endpoint;

    /** One that calls the endpoint of these options. */
    public OpenAiSummarizer(OpenAiOptions options) {
        this(options, Pace.REAL);
    }

    OpenAiSummarizer(OpenAiOptions options, Pace pace) {
        this.options = options;
        this.endpoint = new Endpoint(options, pace);
    }

    /**
     * The model's summary, without what could close the record.
     *
     * @throws SummaryFailedException where the budget has no room for one, the server can't be reached, answers too
     *     late or with an error, or the answer is empty, a refusal, cut, or over the budget
     */
    @Override
    public Written summarize(SummaryRequest request) {
        Prompt prompt = Prompt.of(request);
        String json = ChatJson.request(options.model(), prompt, request.maxTokens());
        Completion completion = CompletionReader.read(endpoint.post(json));
        String text = Checked.text(completion, request);
        if (options.revealedBy(text)) {
            throw new SummaryFailedException("the model's answer held the API key");
        }
        return new Written(text, options.model());
    }

    @Override
    public boolean takesPrevious() {
        return true;
    }
}
