package io.histctl.cli.view;

import io.histctl.record.Recorded;
import io.histctl.record.RecordedReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The result of recording an exchange, as text. */
public final class RecordedText implements Recorded.Visitor<String> {
    private RecordedText() {}

    /** An error body that changed nothing. */
    public static String refused(Recorded.ApiError error) {
        return "the response is an error body" + code(error.code())
                + "; nothing was stored, correct the request and send it again";
    }

    /** What was stored or marked. */
    public static String of(Recorded recorded) {
        return recorded.accept(new RecordedText());
    }

    /** Notes on the result, one sentence for each. */
    public static List<String> notes(Recorded recorded) {
        List<String> notes = new ArrayList<>();
        recorded.notes().forEach(note -> notes.add(Printable.line(note)));
        int untranscribed =
                recorded instanceof Recorded.Stored stored ? stored.turns().untranscribed() : 0;
        if (untranscribed > 0) {
            notes.add(Count.of(untranscribed, "user turn") + (untranscribed == 1 ? " is" : " are")
                    + " speech without words, so a summary can't quote it; add the words with --transcript, or later"
                    + " with histctl transcript");
        }
        return notes;
    }

    /** The error with which the server ended the stream, if it did. */
    public static Optional<String> streamError(Recorded recorded) {
        return recorded.reply()
                .map(RecordedReply::error)
                .map(error -> "the stream ended with an error" + code(error.code())
                        + "; what came before it is stored, send the request again");
    }

    private static String code(@Nullable String code) {
        return code == null || code.isBlank() ? "" : " (" + Printable.line(code) + ")";
    }

    @Override
    public String stored(Recorded.Stored recorded) {
        String earlier = Count.of(recorded.replaced(), "earlier turn");
        if (recorded.turns().count() == 0 && recorded.replaced() == 0) {
            return "updated the settings or transcripts of " + name(recorded);
        }
        if (recorded.turns().count() == 0) {
            return "replaced " + earlier + " in " + name(recorded);
        }
        return "stored " + turns(recorded.turns()) + " in " + name(recorded)
                + (recorded.replaced() == 0 ? "" : ", replacing " + earlier) + details(recorded.answer());
    }

    @Override
    public String completed(Recorded.Completed recorded) {
        return "completed turn " + recorded.answer().position() + " in " + name(recorded) + details(recorded.answer());
    }

    @Override
    public String stillIncomplete(Recorded.StillIncomplete recorded) {
        return "turn " + recorded.answer().position() + " in " + name(recorded) + " is still incomplete"
                + details(recorded.answer());
    }

    @Override
    public String duplicate(Recorded.Duplicate recorded) {
        return "nothing new for " + name(recorded);
    }

    @Override
    public String audioGone(Recorded.AudioGone recorded) {
        return recorded.position() == null
                ? "noted: the API no longer has an audio id, which " + name(recorded) + " does not contain"
                : "marked the audio id of turn " + recorded.position() + " in " + name(recorded) + " as gone";
    }

    @Override
    public String referenceGone(Recorded.ReferenceGone recorded) {
        String turn = recorded.position() == null
                ? ", which " + name(recorded) + " does not contain,"
                : " of turn " + recorded.position() + " in " + name(recorded);
        return "marked " + Printable.line(recorded.reference()) + turn + " as gone";
    }

    @Override
    public String apiError(Recorded.ApiError recorded) {
        return refused(recorded);
    }

    private static String name(Recorded recorded) {
        return Printable.line(recorded.conversation());
    }

    private static String turns(Recorded.NewTurns turns) {
        long from = turns.from();
        return turns.count() == 1 ? "turn " + from : "turns " + from + "–" + (from + turns.count() - 1);
    }

    private static String details(@Nullable RecordedReply reply) {
        return reply == null
                ? ""
                : audio(reply.audio())
                        + (reply.incomplete() ? "; the stream broke off, what had arrived is stored" : "")
                        + (reply.voiceLost() ? "; audio was requested but the reply is text: the voice is lost" : "");
    }

    private static String audio(RecordedReply.@Nullable Audio audio) {
        return audio == null
                ? ""
                : "; " + Printable.line(audio.id()) + " expires at " + audio.expiresAt()
                        + (audio.estimated() ? " (estimated)" : "");
    }
}
