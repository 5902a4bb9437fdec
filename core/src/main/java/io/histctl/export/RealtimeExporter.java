package io.histctl.export;

import io.histctl.model.Role;
import io.histctl.model.Turn;
import io.histctl.store.ConversationRef;
import io.histctl.store.StoredConversation;
import io.histctl.summary.Summarized;
import io.histctl.summary.SummaryService;
import io.histctl.wire.JsonSlice;
import io.histctl.wire.chat.ChatSettings;
import io.histctl.wire.realtime.RealtimeEvents;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Writes the events that begin a Realtime session.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class RealtimeExporter {
    private final ConversationRef conversation;
    private final RealtimeOptions options;
    private final List<String> notes = new ArrayList<>();

    /** Continues this conversation. */
    public RealtimeExporter(ConversationRef conversation, RealtimeOptions options) {
        this.conversation = conversation;
        this.options = options;
    }

    /** Writes the events, given the turns of the conversation. */
    public RealtimeSession session(List<Turn> turns) {
        List<String> instructions = new ArrayList<>();
        turns.stream()
                .filter(turn -> turn.standing() == Turn.Standing.LEADING)
                .forEach(turn -> instructions.add(turn.message().text()));
        long covered = 0;
        boolean answered = turns.stream().anyMatch(turn -> isCurrent(turn) && turn.role() == Role.ASSISTANT);
        if (answered && !options.transcript()) {
            Summarized summary = new SummaryService(conversation).summarize(options.summary());
            instructions.add(summary.message());
            notes.addAll(summary.notes());
            covered = summary.through();
        }
        byte[] settings =
                conversation.read((reading, stored) -> new Settings(stored)).json();
        boolean spoken =
                settings == null || ChatSettings.of(JsonSlice.of(settings)).wantsAudio();
        List<String> events = new ArrayList<>();
        events.add(RealtimeEvents.session(settings, spoken, String.join("\n\n", instructions)));
        for (Turn turn : turns) {
            if (isCurrent(turn) && turn.position() > covered) {
                add(turn, events);
            }
        }
        return new RealtimeSession(events, notes);
    }

    private record Settings(byte @Nullable [] json) {
        Settings(StoredConversation stored) {
            this(stored.settings());
        }
    }

    private static boolean isCurrent(Turn turn) {
        return turn.standing() == Turn.Standing.CURRENT;
    }

    private void add(Turn turn, List<String> events) {
        String callId = turn.message().toolCallId();
        String words = words(turn);
        if (callId != null) {
            events.add(RealtimeEvents.result(callId, words));
        } else if (words.isEmpty() && turn.message().toolCalls().isEmpty()) {
            notes.add("turn " + turn.position() + " has no words and was left out; attach the words");
        } else if (turn.role() == Role.USER && !words.isEmpty()) {
            events.add(RealtimeEvents.user(words));
        } else if (turn.role() == Role.ASSISTANT && !words.isEmpty()) {
            events.add(RealtimeEvents.assistant(words));
        }
        turn.message().toolCalls().forEach(call -> events.add(RealtimeEvents.call(call)));
    }

    private static String words(Turn turn) {
        String text = turn.message().text();
        String spoken = turn.role() == Role.ASSISTANT ? turn.message().audioTranscript() : turn.transcript();
        return text.isEmpty() && spoken != null ? spoken : text;
    }
}
