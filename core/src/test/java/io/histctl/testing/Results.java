package io.histctl.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.record.Recorded;
import io.histctl.record.RecordedReply;
import org.jspecify.annotations.Nullable;

/** What recording returned, as the kind of result that a test expects. */
public final class Results {
    private Results() {}

    /** An exchange that changed the conversation. */
    public static Recorded.Stored stored(Recorded recorded) {
        return as(Recorded.Stored.class, recorded);
    }

    /** An error that an audio id is gone. */
    public static Recorded.AudioGone gone(Recorded recorded) {
        return as(Recorded.AudioGone.class, recorded);
    }

    /** The id of the reply's audio; null without a reply or without audio. */
    public static @Nullable String audioId(Recorded recorded) {
        return recorded.reply()
                .map(RecordedReply::audio)
                .map(RecordedReply.Audio::id)
                .orElse(null);
    }

    private static <T extends Recorded> T as(Class<T> kind, Recorded recorded) {
        assertThat(recorded).isInstanceOf(kind);
        return kind.cast(recorded);
    }
}
