package io.histctl.cli.view;

import io.histctl.record.Recorded;

/** The result of recording an exchange, as text. */
public final class RecordedText {
    private RecordedText() {}

    /** An error body that changed nothing. */
    public static String refused(Recorded recorded) {
        String error = recorded.error();
        String code = error == null || error.isBlank() ? "" : " (" + Printable.line(error) + ")";
        return "the response is an error body" + code + "; nothing was stored, correct the request and send it again";
    }

    /** What was stored or marked. */
    public static String of(Recorded recorded) {
        String name = Printable.line(recorded.conversation());
        String audio = recorded.audioId() == null ? "" : "; " + audio(recorded);
        return switch (recorded.outcome()) {
            case STORED -> "stored " + turns(recorded) + " in " + name + replaced(recorded) + audio + flaws(recorded);
            case COMPLETED -> "completed turn " + recorded.reply() + " in " + name + audio + flaws(recorded);
            case KNOWN -> "nothing new for " + name;
            case GONE ->
                recorded.reply() == null
                        ? "noted: the API no longer knows an audio id, which " + name + " does not contain"
                        : "marked the audio id of turn " + recorded.reply() + " in " + name + " as gone";
            case REFUSED -> refused(recorded);
        };
    }

    private static String turns(Recorded recorded) {
        long from = recorded.from();
        return recorded.turns() == 1 ? "turn " + from : "turns " + from + "–" + (from + recorded.turns() - 1);
    }

    private static String replaced(Recorded recorded) {
        return recorded.replaced() == 0 ? "" : ", replacing " + Count.of(recorded.replaced(), "earlier turn");
    }

    private static String audio(Recorded recorded) {
        return Printable.line(String.valueOf(recorded.audioId())) + " expires at " + recorded.expiresAt()
                + (recorded.estimated() ? " (estimated)" : "");
    }

    private static String flaws(Recorded recorded) {
        return (recorded.incomplete() ? "; the stream broke off, what had arrived is stored" : "")
                + (recorded.voiceLost() ? "; audio was requested but text came: the voice is lost" : "");
    }
}
