package io.histctl.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.model.Turn;
import io.histctl.model.Turn.Standing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The messages of a simulated conversation, in order; exactly these must be stored. */
final class ExpectedConversation {
    private final List<ExpectedMessage> body = new ArrayList<>();
    private final List<@Nullable String> transcripts = new ArrayList<>();
    private List<ExpectedMessage> instructions = List.of();

    boolean isEmpty() {
        return body.isEmpty();
    }

    int instructions() {
        return instructions.size();
    }

    void instructedBy(Collection<? extends JsonNode> messages) {
        instructions = messages.stream().map(ExpectedMessage::of).toList();
    }

    boolean isInstructedBy(Collection<? extends JsonNode> messages) {
        return instructions.equals(messages.stream().map(ExpectedMessage::of).toList());
    }

    void add(JsonNode message) {
        body.add(ExpectedMessage.of(message));
        transcripts.add(null);
    }

    /** Attaches a transcript to one of the messages. */
    void transcribed(int index, String words) {
        transcripts.set(index, words);
    }

    void pruned(Set<String> ids) {
        body.replaceAll(message -> ids.contains(message.audioId()) ? message.pruned() : message);
    }

    /** Compares with the stored turns. */
    void mustBe(List<Turn> turns) {
        assertThat(standing(turns, Standing.CURRENT).stream().map(ExpectedMessage::of))
                .containsExactlyElementsOf(body);
        assertThat(standing(turns, Standing.CURRENT).stream().map(Turn::transcript))
                .isEqualTo(transcripts);
        assertThat(standing(turns, Standing.LEADING).stream().map(ExpectedMessage::of))
                .isEqualTo(instructions);
        assertThat(standing(turns, Standing.REPLACED)).as("replaced").isEmpty();
        assertThat(turns.stream().map(Turn::position))
                .isEqualTo(LongStream.rangeClosed(1, turns.size()).boxed().toList());
        assertThat(turns.stream().map(turn -> turn.message().text()))
                .noneMatch(text -> text.startsWith("[histctl summary"));
    }

    static List<Turn> standing(List<Turn> turns, Standing standing) {
        return turns.stream().filter(turn -> turn.standing() == standing).toList();
    }
}
