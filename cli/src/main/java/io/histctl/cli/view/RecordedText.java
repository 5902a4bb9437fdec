package io.histctl.cli.view;

import io.histctl.record.Recorded;
import io.histctl.record.RecordedReply;
import org.jspecify.annotations.Nullable;

/** The result of recording an exchange, as text. */
public final class RecordedText implements Recorded.Visitor<String> {
    private RecordedText() {}

    /** An error body that changed nothing. */
    public static String refused(Recorded.ApiError error) {
        String code = error.code();
        String named = code == null || code.isBlank() ? "" : " (" + Printable.line(code) + ")";
        return "the response is an error body" + named + "; nothing was stored, correct the request and send it again";
    }

    /** What was stored or marked. */
    public static String of(Recorded recorded) {
        return recorded.accept(new RecordedText());
    }

    @Override
    public String stored(Recorded.Stored recorded) {
        String earlier = Count.of(recorded.replaced(), "earlier turn");
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
                ? "noted: the API no longer knows an audio id, which " + name(recorded) + " does not contain"
                : "marked the audio id of turn " + recorded.position() + " in " + name(recorded) + " as gone";
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
                        + (reply.voiceLost() ? "; audio was requested but text came: the voice is lost" : "");
    }

    private static String audio(RecordedReply.@Nullable Audio audio) {
        return audio == null
                ? ""
                : "; " + Printable.line(audio.id()) + " expires at " + audio.expiresAt()
                        + (audio.estimated() ? " (estimated)" : "");
    }
}
