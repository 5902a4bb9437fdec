package io.histctl.summary.openai;

import io.histctl.error.InvalidInputException;
import io.histctl.openai.OpenAiClient;
import io.histctl.openai.OpenAiException;
import io.histctl.openai.OpenAiOptions;
import io.histctl.summary.Summarizer;
import io.histctl.summary.SummaryFailedException;
import io.histctl.summary.SummaryRequest;
import io.histctl.wire.chat.ChatApi;
import io.histctl.wire.chat.ChatError;
import io.histctl.wire.chat.ChatReply;
import io.histctl.wire.chat.ChatResponse;
import io.histctl.wire.chat.TextRequest;

/**
 * A summarizer that asks a model behind any OpenAI-compatible endpoint. It is incremental: the model receives the
 * previous summary and the turns since.
 *
 * <pre>{@code
 * Summarizer summarizer = new OpenAiSummarizer(OpenAiOptions.fromEnvironment(System.getenv()));
 * store.conversation("call-7").summarize(SummarizeOptions.DEFAULT.withSummarizer(summarizer));
 * }</pre>
 *
 * <p>A request that fails for a reason that may pass is sent up to three times, within the timeout of the options.
 * Thread-safe; reuse one instance, since it holds a connection pool.
 */
public final class OpenAiSummarizer implements Summarizer {
    /** Tokens for a reasoning model to think, which count towards the limit of the completion. */
    private static final long REASONING_TOKENS = 2_000;

    private final OpenAiOptions options;
    private final OpenAiClient client;

    /** Creates a summarizer for the endpoint and model of these options. Opens no connection yet. */
    public OpenAiSummarizer(OpenAiOptions options) {
        this.options = options;
        this.client = new OpenAiClient(options);
    }

    /**
     * Asks the model for a summary.
     *
     * @throws SummaryFailedException if the budget has no room for a summary; if the server cannot be reached or
     *     answers too late or with an error; or if the answer is empty, truncated, a refusal, or over the budget
     */
    @Override
    public Written summarize(SummaryRequest request) {
        Prompt prompt = Prompt.of(request);
        long maxTokens = 2 * request.maxTokens() + REASONING_TOKENS;
        byte[] body = post(TextRequest.of(options.model(), prompt.system(), prompt.user(), maxTokens));
        String text = SummaryValidator.text(read(body), request);
        if (options.isRevealedBy(text)) {
            throw new SummaryFailedException("the model's answer contained the API key");
        }
        return new Written(text, options.model());
    }

    private byte[] post(byte[] request) {
        try {
            return client.post(ChatApi.PATH, "application/json", request);
        } catch (OpenAiException e) {
            throw new SummaryFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public boolean takesPrevious() {
        return true;
    }

    private static ChatReply read(byte[] body) {
        ChatResponse response;
        try {
            response = ChatResponse.read(body, 0, false, null);
        } catch (InvalidInputException quotesTheAnswer) {
            throw new SummaryFailedException("the model's server answered with something other than a chat completion");
        }
        if (response instanceof ChatError) {
            throw new SummaryFailedException("the model's server answered with an error");
        }
        return (ChatReply) response;
    }
}
