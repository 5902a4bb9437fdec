package io.histctl.cli.page;

import io.histctl.cli.view.ReasonText;
import io.histctl.cli.view.ReferenceText;
import io.histctl.export.ExportReport;
import io.histctl.model.AudioRef;
import io.histctl.model.Message;
import io.histctl.model.Part;
import io.histctl.model.Reply;
import io.histctl.model.Role;
import io.histctl.model.Turn;
import io.histctl.model.Words;
import io.histctl.resume.PlannedTurn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A turn as its template shows it. The template calls these methods by their names. */
final class TurnView {
    private final Turn turn;
    private final Message message;
    private final Plan plan;
    private final @Nullable PlannedTurn planned;
    private final EmbeddedMedia media;
    private final ToolNames tools;
    private final Instant at;

    TurnView(Turn turn, Plan plan, EmbeddedMedia media, ToolNames tools, Instant at) {
        this.turn = turn;
        this.message = turn.message();
        this.plan = plan;
        this.planned = plan.turn(turn.position());
        this.media = media;
        this.tools = tools;
        this.at = at;
    }

    long position() {
        return turn.position();
    }

    String role() {
        return turn.role().toString();
    }

    @Nullable
    String name() {
        return message.name();
    }

    String iso() {
        return turn.saidAt().toString();
    }

    String time() {
        return PageTime.text(turn.saidAt());
    }

    List<String> notes() {
        return TurnNotes.of(turn);
    }

    /** What was written, said or refused. The result of a tool is not among it. */
    List<String> words() {
        Stream<@Nullable String> all = isToolResult()
                ? Stream.empty()
                : Stream.of(message.text(), message.audioTranscript(), turn.transcript());
        return Stream.concat(all, Stream.of(message.refusal().isEmpty() ? null : "refused: " + message.refusal()))
                .filter(Objects::nonNull)
                .filter(text -> !text.isBlank())
                .toList();
    }

    List<EmbeddedMedia.Embedded> images() {
        boolean contains = message.parts().stream()
                .anyMatch(part -> part instanceof Part.Image image && image.reference() == null);
        return contains ? media.images(turn.position()) : List.of();
    }

    List<String> references() {
        List<String> references = new ArrayList<>();
        for (Part part : message.parts()) {
            String noun = part instanceof Part.Image ? "[image]" : part instanceof Part.File ? "[file]" : "";
            if (part.reference() != null) {
                references.add(noun + " " + ReferenceText.of(part.reference(), at));
            } else if (part instanceof Part.File) {
                references.add(noun + " in the message itself");
            } else if (part instanceof Part.Other other) {
                references.add("[" + other.type() + "]");
            }
        }
        return references;
    }

    List<SoundView> sounds() {
        List<SoundView> sounds = new ArrayList<>();
        for (Part.Sound sound : message.sounds()) {
            String what = turn.transcript() == null ? "Speech, not transcribed" : "Speech";
            EmbeddedMedia.Embedded embedded = sound.kept()
                    ? media.sound(turn.position(), sounds.size() + 1)
                    : new EmbeddedMedia.Embedded(null, null, "Its sound was deleted.");
            sounds.add(SoundView.of(what, sound.length(), null, embedded.media(), embedded.data(), embedded.missing()));
        }
        if (turn.audio() != null) {
            sounds.add(reply(turn.audio().speech(), sounds.size() + 1));
        }
        return sounds;
    }

    private SoundView reply(AudioRef.Speech speech, int number) {
        EmbeddedMedia.Embedded kept =
                speech.kept() ? media.sound(turn.position(), number) : new EmbeddedMedia.Embedded(null, null, null);
        return SoundView.of("Spoken reply", speech.length(), speech.heard(), kept.media(), kept.data(), kept.missing());
    }

    List<CallView> calls() {
        List<CallView> calls = new ArrayList<>();
        message.toolCalls().forEach(call -> calls.add(new CallView("Calls", call.name(), call.arguments())));
        if (isToolResult()) {
            calls.add(new CallView("Result of", tools.of(message), Words.of(message, turn.transcript())));
        }
        return calls;
    }

    @Nullable
    LifeView life() {
        return turn.audio() == null ? null : LifeView.of(turn.audio(), at);
    }

    @Nullable
    DecisionView decision() {
        return planned == null ? null : DecisionView.of(planned.decision(), 1);
    }

    String why() {
        ExportReport report = plan.report();
        String reason = planned == null || report == null ? "" : ReasonText.of(planned, report);
        return reason.isEmpty() ? "" : reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1) + ".";
    }

    String tokens() {
        if (planned == null || planned.cost().before().total() == 0) {
            return "";
        }
        PlannedTurn.Cost cost = planned.cost();
        String before = (cost.before().exact() ? "" : "about ") + TokenChart.text(cost.before());
        return " Tokens: " + before
                + (cost.after().equals(cost.before())
                        ? ""
                        : cost.after().total() == 0 ? "; none are sent" : "; sent: " + TokenChart.text(cost.after()));
    }

    /** Which model replied, and why the reply ended. */
    @Nullable
    String reply() {
        Reply reply = turn.reply();
        return reply == null ? null : reply.model();
    }

    private boolean isToolResult() {
        return turn.role() == Role.TOOL || turn.role() == Role.FUNCTION;
    }
}
