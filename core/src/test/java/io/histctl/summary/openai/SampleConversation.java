package io.histctl.summary.openai;

import io.histctl.model.Message;
import io.histctl.model.Part;
import io.histctl.model.Role;
import io.histctl.model.TokenCounter;
import io.histctl.model.Turn;
import io.histctl.summary.SummaryRequest;
import java.time.Instant;
import java.util.List;

/** A short conversation, and requests to summarize it. */
final class SampleConversation {
    static final List<Turn> CALL = List.of(
            turn(1, Role.USER, "Book me a table for four at the Golden Lion on 12 May."),
            turn(2, Role.ASSISTANT, "Booked for 19:30, reference QX-4471."));

    private SampleConversation() {}

    static Turn turn(long position, Role role, String text) {
        return new Turn(
                position,
                Instant.EPOCH,
                Turn.Standing.CURRENT,
                false,
                new Message(role, null, List.of(new Part.Text(text)), List.of(), null, null),
                null,
                null,
                null);
    }

    static SummaryRequest request() {
        return request(null, 2_000);
    }

    static SummaryRequest request(String previous, long maxTokens) {
        return new SummaryRequest(CALL, previous, maxTokens, TokenCounter.ESTIMATE);
    }
}
