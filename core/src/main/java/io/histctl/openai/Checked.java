package io.histctl.openai;

import io.histctl.summary.SummaryFailedException;
import io.histctl.summary.SummaryRequest;
import java.util.regex.Pattern;

/** Decides whether an answer is a summary, and makes it fit to be quoted. */
final class Checked {
    /** Local models without a parser for thoughts put them before the answer. */
    private static final Pattern THOUGHTS = Pattern.compile("^\\s*<think>.*?(</think>|$)", Pattern.DOTALL);

    /** A refusal in words; every line of a summary begins with a speaker or a heading. */
    private static final Pattern APOLOGY = Pattern.compile(
            "(I['’]m (very )?sorry|I am (very )?sorry|Sorry|I can['’]t|I cannot|I['’]m unable|I am unable)\\b.*");

    private Checked() {}

    /** @throws SummaryFailedException where the answer is none; the message says why and quotes nothing */
    static String text(Completion completion, SummaryRequest request) {
        String text = Quoted.lines(THOUGHTS.matcher(completion.text()).replaceFirst(""));
        if (!completion.refusal().isBlank()
                || APOLOGY.matcher(text).matches()
                || "content_filter".equals(completion.finish())) {
            throw new SummaryFailedException("the model refused to summarize");
        }
        if ("length".equals(completion.finish())) {
            throw new SummaryFailedException("the model's summary was cut for its length");
        }
        if (completion.finish() != null && !completion.finish().equals("stop")) {
            throw new SummaryFailedException("the model did not end its summary");
        }
        if (text.isEmpty()) {
            throw new SummaryFailedException("the model's summary was empty");
        }
        if (request.counter().count(text) > request.maxTokens()) {
            throw new SummaryFailedException("the model's summary was longer than its budget");
        }
        return text;
    }
}
