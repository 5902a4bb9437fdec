package io.histctl.summary.openai;

import io.histctl.model.Message;
import io.histctl.model.Part;
import io.histctl.summary.SummaryFailedException;
import io.histctl.summary.SummaryRequest;
import io.histctl.summary.transcript.Quotation;
import io.histctl.wire.chat.ChatApi;
import io.histctl.wire.chat.ChatReply;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Decides whether a model's answer is a summary, and makes it safe to quote. */
final class SummaryValidator {
    /** Some local servers leave the model's reasoning in the text. */
    private static final Pattern REASONING = Pattern.compile("^\\s*<think>.*?(</think>|$)", Pattern.DOTALL);

    /** A refusal in words. Lines of a summary begin with a speaker or a heading instead. */
    private static final Pattern APOLOGY = Pattern.compile(
            "(I['’]m (very )?sorry|I am (very )?sorry|Sorry|I can['’]t|I cannot|I['’]m unable|I am unable)\\b.*");

    private SummaryValidator() {}

    /** @throws SummaryFailedException if the answer is not a summary; the message gives the reason and quotes nothing */
    static String text(ChatReply reply, SummaryRequest request) {
        Message message = reply.message() == null ? null : reply.message().message();
        String text =
                message == null ? "" : clean(REASONING.matcher(joined(message)).replaceFirst(""));
        String refusal = message == null ? "" : message.refusal();
        String finish = reply.finishReason();
        if (reply.incomplete()) {
            throw new SummaryFailedException("the model's answer broke off");
        }
        if (!refusal.isBlank() || APOLOGY.matcher(text).matches() || ChatApi.FILTERED.equals(finish)) {
            throw new SummaryFailedException("the model refused to summarize");
        }
        if (ChatApi.TRUNCATED.equals(finish)) {
            throw new SummaryFailedException("the model's summary was truncated at the token limit");
        }
        if (finish != null && !finish.equals(ChatApi.FINISHED)) {
            throw new SummaryFailedException("the model did not finish its summary");
        }
        if (text.isEmpty()) {
            throw new SummaryFailedException("the model's summary was empty");
        }
        if (request.counter().count(text) > request.maxTokens()) {
            throw new SummaryFailedException("the model's summary was longer than its budget");
        }
        return text;
    }

    /** Its text parts, which may be split anywhere. */
    private static String joined(Message message) {
        return message.parts().stream()
                .map(part -> part instanceof Part.Text text ? text.text() : "")
                .collect(Collectors.joining());
    }

    /** Text of several lines without control characters, safe to quote. */
    static String clean(String text) {
        String lines = text.replaceAll("\\R", "\n").replaceAll("[\\p{Cntrl}&&[^\n]]", " ");
        return Quotation.block(lines).strip();
    }
}
