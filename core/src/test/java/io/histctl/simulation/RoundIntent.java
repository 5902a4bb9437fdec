package io.histctl.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.simulation.Round.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The content of a round: settings, instructions, and the next messages. */
final class RoundIntent {
    private static final List<String> MODELS = List.of("gpt-audio-1.5", "gpt-audio-mini-2025-12-15");
    private static final List<String> VOICES = List.of("ash", "marin");
    private static final String TEXT_MODEL = "gpt-4.1";

    private final Random random;
    private final Phrases asks;

    private String model = MODELS.get(0);
    private String voice = VOICES.get(0);
    private RequestedSettings wanted = new RequestedSettings("", "", true, false, "wav", false);
    private List<ObjectNode> instructions = new ArrayList<>();
    private List<ObjectNode> unsaid = List.of();
    private @Nullable ObjectNode quoted;
    private @Nullable ObjectNode pendingCalls;
    private boolean unheard;

    RoundIntent(Random random, Phrases asks, boolean instructed) {
        this.random = random;
        this.asks = asks;
        if (instructed) {
            instructions.add(asks.instruction());
        }
    }

    /** @param begun whether anything was said before */
    void become(Round round, boolean begun) {
        changeSettings(round);
        changeInstructions(round);
        speakUp(round, begun);
    }

    RequestedSettings wanted() {
        return wanted;
    }

    List<ObjectNode> instructions() {
        return instructions;
    }

    /** The messages that were not sent yet. */
    List<ObjectNode> unsaid() {
        return unsaid;
    }

    /** The tool calls that it answers. */
    @Nullable
    ObjectNode quoted() {
        return quoted;
    }

    void said() {
        unsaid = List.of();
    }

    /** @param calls that the reply asks for */
    void heard(boolean any, @Nullable ObjectNode calls) {
        unheard = !any;
        pendingCalls = calls == null ? pendingCalls : calls;
    }

    private void changeSettings(Round round) {
        boolean audio = round.change() != Change.TEXT_ONLY;
        boolean streamed = round.reply().streamed();
        if (round.change() == Change.MODEL) {
            model = MODELS.get(1 - MODELS.indexOf(model));
        }
        if (round.change() == Change.VOICE) {
            voice = VOICES.get(1 - VOICES.indexOf(voice));
        }
        String format = streamed ? "pcm16" : random.nextBoolean() ? "wav" : "mp3";
        wanted =
                new RequestedSettings(audio ? model : TEXT_MODEL, voice, audio, streamed, format, random.nextBoolean());
    }

    private void changeInstructions(Round round) {
        if (round.change() == Change.INSTRUCTION_CHANGED) {
            instructions = new ArrayList<>(List.of(asks.instruction()));
        } else if (round.change() == Change.INSTRUCTION_ADDED) {
            instructions.add(round.dice() % 2 == 0 ? 0 : instructions.size(), asks.instruction());
        }
    }

    private void speakUp(Round round, boolean begun) {
        unsaid = new ArrayList<>();
        quoted = null;
        if (pendingCalls != null && !round.mishaps().contains(Round.Mishap.CALLS_FORGOTTEN)) {
            quoted = pendingCalls;
            unsaid.addAll(asks.results(pendingCalls.path("tool_calls")));
        } else if (!unheard || round.dice() % 3 != 0) {
            if (round.change() == Change.INSTRUCTION_IN_BETWEEN && begun) {
                unsaid.add(asks.instruction());
            }
            unsaid.add(asks.user(round.ask()));
        }
        pendingCalls = null;
    }
}
