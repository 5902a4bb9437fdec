package io.histctl.record;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of recording an exchange: one of {@link Stored}, {@link Completed}, {@link StillIncomplete},
 * {@link Duplicate}, {@link AudioGone}, {@link ReferenceGone} and {@link ApiError}. What it reports is durable.
 *
 * <pre>{@code
 * Recorded recorded = chat.record(Exchange.of(request, response));
 * if (recorded instanceof Recorded.ApiError error) {
 *     System.err.println("the API refused the request: " + error.code());
 * }
 * }</pre>
 */
public sealed interface Recorded {
    /** What every result reports. */
    Context context();

    /** Calls the method of the visitor that belongs to this result. */
    <T> T accept(Visitor<T> visitor);

    /** The id of the conversation. */
    default String conversation() {
        return context().conversation();
    }

    /** What was read leniently in the exchange: one sentence for each item, without words of the chat; often empty. */
    default List<String> notes() {
        return context().notes();
    }

    /** The reply that was stored or completed; empty if the exchange changed none. */
    default Optional<RecordedReply> reply() {
        return Optional.empty();
    }

    /**
     * What every result reports.
     *
     * @param conversation id of the conversation
     * @param notes what was read leniently in the exchange, one sentence for each item; often empty
     */
    record Context(String conversation, List<String> notes) {
        public Context {
            notes = List.copyOf(notes);
        }
    }

    /**
     * The exchange changed the conversation.
     *
     * @param turns the turns that were stored; none if the request only leaves out interrupted replies, adds the
     *     words of stored speech or has other settings
     * @param replaced how many stored turns are replaced because this request leaves them out or differs from them, or, if
     *     the conversation continued without this exchange, how many of its own are stored as replaced
     * @param answer the reply; null if the exchange has none
     */
    record Stored(
            Context context,
            NewTurns turns,
            int replaced,
            @Nullable RecordedReply answer) implements Recorded {
        @Override
        public Optional<RecordedReply> reply() {
            return Optional.ofNullable(answer);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.stored(this);
        }
    }

    /**
     * Turns that were stored at consecutive positions.
     *
     * @param from position of the first; 0 if there are none
     * @param count how many there are
     * @param untranscribed how many of them are speech of a user without its words
     */
    record NewTurns(long from, int count, int untranscribed) {
        static final NewTurns NONE = new NewTurns(0, 0, 0);
    }

    /** A reply that was stored incomplete, or only as a later request quoted it, was replaced by a more complete one. */
    record Completed(Context context, RecordedReply answer) implements Recorded {
        @Override
        public Optional<RecordedReply> reply() {
            return Optional.of(answer);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.completed(this);
        }
    }

    /** A reply that is stored incomplete arrived again, incomplete as well. The longer form is kept. */
    record StillIncomplete(Context context, RecordedReply answer) implements Recorded {
        @Override
        public Optional<RecordedReply> reply() {
            return Optional.of(answer);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.stillIncomplete(this);
        }
    }

    /**
     * All of the exchange was stored already, or it has no message. Nothing changed.
     *
     * @param position of the stored reply; null if the exchange has none, or its turn was deleted because of its age
     */
    record Duplicate(Context context, @Nullable Long position) implements Recorded {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.duplicate(this);
        }
    }

    /**
     * The API answered that it does not know an audio id. Wherever the id is stored, it is marked as gone.
     *
     * @param audioId the id; null if neither the error nor the request names it
     * @param position of the turn with this id; null if this conversation has none
     */
    record AudioGone(
            Context context,
            @Nullable String audioId,
            @Nullable Long position) implements Recorded {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.audioGone(this);
        }
    }

    /**
     * The API answered that it can't read an image or file. Wherever it is stored, it is marked as gone.
     *
     * @param reference the URL or id
     * @param position of the first turn that refers to it; null if this conversation has none
     */
    record ReferenceGone(
            Context context, String reference, @Nullable Long position) implements Recorded {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.referenceGone(this);
        }
    }

    /**
     * The API answered with another error. Nothing changed.
     *
     * @param code the error's code, else its type; null if it has neither
     */
    record ApiError(Context context, @Nullable String code) implements Recorded {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.apiError(this);
        }
    }

    /** Handles each kind of result. A later version may add a method for another kind. */
    interface Visitor<T> {
        /** The conversation changed. */
        T stored(Stored recorded);

        /** A stored reply was completed. */
        T completed(Completed recorded);

        /** A stored reply is still incomplete. */
        T stillIncomplete(StillIncomplete recorded);

        /** Nothing was new. */
        T duplicate(Duplicate recorded);

        /** An audio id is gone. */
        T audioGone(AudioGone recorded);

        /** An image or file is gone. */
        T referenceGone(ReferenceGone recorded);

        /** The API refused the request. */
        T apiError(ApiError recorded);
    }
}
