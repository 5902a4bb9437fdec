package io.histctl.cli.view;

import io.histctl.model.AudioRef;
import io.histctl.model.Message;
import io.histctl.model.Part;
import io.histctl.model.Reference;
import io.histctl.model.Reply;
import io.histctl.model.Role;
import io.histctl.model.ToolCall;
import io.histctl.model.Turn;
import io.histctl.model.Words;
import io.histctl.resume.AudioStatus;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Formats turns for reading in a terminal. */
public final class Timeline {
    private static final int BAR = 10;
    private static final String BOLD = "1";
    private static final String FAINT = "2";
    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String BOLD_CYAN = "1;36";
    private static final String INDENT = "      ";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Instant at;
    private final boolean colour;

    public Timeline(Instant at, boolean colour) {
        this.at = at;
        this.colour = colour;
    }

    public String of(Turn turn) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%4d  ", turn.position()) + who(turn) + "  "
                + styled(FAINT, TIME.format(turn.saidAt())) + note(turn));
        lines(turn).forEach(text -> lines.add(INDENT + text.replace("\n", "\n" + INDENT)));
        sounds(turn).forEach(text -> lines.add(INDENT + text));
        if (turn.audio() != null) {
            lines.add(INDENT + audio(turn.audio()));
        }
        return String.join("\n", lines);
    }

    private String who(Turn turn) {
        String name = turn.message().name();
        String role = turn.role() + (name == null ? "" : " (" + Printable.line(name) + ")");
        return styled(turn.role() == Role.ASSISTANT ? BOLD_CYAN : BOLD, role);
    }

    private static String note(Turn turn) {
        Reply reply = turn.reply();
        String note = switch (turn.standing()) {
            case CURRENT, LEADING -> "";
            case SUPERSEDED -> "  (replaced by newer instructions)";
            case REPLACED -> "  (edited or regenerated since)";
        };
        return note
                + (turn.incomplete() ? "  (the stream broke off)" : "")
                + (reply != null && reply.voiceLost()
                        ? "  (audio was requested but the reply is text: the voice is lost)"
                        : "");
    }

    private List<String> lines(Turn turn) {
        Message message = turn.message();
        List<String> lines = new ArrayList<>();
        add(lines, message.text());
        add(lines, message.audioTranscript());
        add(lines, turn.transcript());
        add(lines, message.refusal().isEmpty() ? "" : "refused: " + message.refusal());
        for (ToolCall call : message.toolCalls()) {
            add(lines, "calls " + call.name() + " " + call.arguments());
        }
        for (Part part : message.parts()) {
            add(lines, media(part));
        }
        return lines;
    }

    private static void add(List<String> lines, @org.jspecify.annotations.Nullable String text) {
        if (text != null && !text.isBlank()) {
            lines.add(Printable.lines(text));
        }
    }

    private String media(Part part) {
        Reference reference = part.reference();
        String noun = part instanceof Part.Image ? "[image]" : part instanceof Part.File ? "[file]" : "";
        return reference == null ? noun : noun + " " + ReferenceText.of(reference, at);
    }

    private static List<String> sounds(Turn turn) {
        return turn.message().sounds().stream()
                .map(sound -> "♪ speech"
                        + (sound.length() == null ? "" : ", " + Words.seconds(sound.length()))
                        + (sound.kept() ? "" : ", its sound was deleted")
                        + (turn.transcript() == null ? ", not transcribed" : ""))
                .toList();
    }

    private String audio(AudioRef audio) {
        AudioRef.Expiry expiry = audio.expiry();
        AudioRef.Speech speech = audio.speech();
        AudioStatus status = new AudioStatus(expiry.at(), expiry.goneAt() != null, expiry.prunedAt() != null);
        Double left = status.remainingShare(at);
        String id = audio.id() == null ? "" : Printable.line(audio.id()) + "  ";
        String length = speech.length() == null ? "" : Words.seconds(speech.length()) + "  ";
        String bar = left == null ? "░".repeat(BAR) : ProgressBar.bar(left, BAR);
        String hue = left == null ? FAINT : left < 5 / 60.0 ? RED : left < 0.25 ? YELLOW : GREEN;
        return "♪ " + id + length + styled(hue, bar + "  " + status.describe(at))
                + (expiry.estimated() && left != null ? " (estimated)" : "")
                + (speech.heard() == null ? "" : "  the user heard " + Words.heard(speech.heard(), speech.length()));
    }

    private String styled(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
