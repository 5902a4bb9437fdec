package io.histctl.store;

import io.histctl.model.ConversationMetadata;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one unit of work changes in one conversation. It is written whole or not at all, and only if the
 * conversation's revision is still the one that was read.
 *
 * @param conversation as it was read, with the unit's changes to its settings and times
 */
@API(status = API.Status.INTERNAL)
public record Changes(StoredConversation conversation, List<Edit> edits) {
    public Changes {
        edits = List.copyOf(edits);
    }

    /** Changes that consist of these edits. */
    public static Changes of(StoredConversation conversation, Edit... edits) {
        return new Changes(conversation, List.of(edits));
    }

    /** One edit; edits are written in their order. */
    public sealed interface Edit {}

    /** Marks the turns from a position on as replaced, except leading instructions. */
    public record ReplaceFrom(long position) implements Edit {}

    /** Marks single turns as replaced. */
    public record ReplaceTurns(List<Long> positions) implements Edit {
        public ReplaceTurns {
            positions = List.copyOf(positions);
        }
    }

    /** Adds turns at the end that are not part of the current history. */
    public record AppendReplaced(List<NewTurn> turns) implements Edit {
        public AppendReplaced {
            turns = List.copyOf(turns);
        }
    }

    /** Adds turns at the end. */
    public record Append(List<NewTurn> turns) implements Edit {
        public Append {
            turns = List.copyOf(turns);
        }
    }

    /** Replaces a reply that was stored incomplete. */
    public record Complete(NewTurn turn) implements Edit {}

    /** Marks the audio id of a turn as gone in every conversation, at this epoch millisecond. */
    public record MarkGone(long position, long at) implements Edit {}

    /** Sets the expiry of a reference, given by its hash, in every conversation; both in epoch milliseconds. */
    public record SetReferenceExpiry(
            byte[] valueHash, long expiresAt, @Nullable Long goneAt) implements Edit {}

    /** Stores other references of a turn's parts. */
    public record PutReferences(long position, List<ReferenceRow> references) implements Edit {
        public PutReferences {
            references = List.copyOf(references);
        }
    }

    /** Sets how much of a reply was heard. */
    public record MarkHeard(long position, long millis) implements Edit {}

    /** Attaches the words of a user's speech, or replaces them. */
    public record Transcribe(long position, String text) implements Edit {}

    /** Stores a summary, replacing one that ends at the same turn. */
    public record PutSummary(StoredSummary summary) implements Edit {}

    /** Drops the summaries that cover a turn at this position or after it. */
    public record DropSummariesFrom(long position) implements Edit {}

    /** Replaces title, tags and values. */
    public record PutMetadata(ConversationMetadata metadata) implements Edit {}

    /** Deletes the turns through a position, except instructions in force, and every summary. */
    public record Forget(long through) implements Edit {}

    /** Adds turns as another store has them, with all that was learned about them there. */
    public record Adopt(List<AdoptedTurn> turns) implements Edit {
        public Adopt {
            turns = List.copyOf(turns);
        }
    }

    /**
     * A turn of another store.
     *
     * @param sounds the contents of its sounds in their order; empty for one that was deleted
     */
    public record AdoptedTurn(StoredTurn turn, List<Optional<SoundContent>> sounds) {
        public AdoptedTurn {
            sounds = List.copyOf(sounds);
        }
    }

    /** Stores what identifies the forgotten turns of a conversation that is copied. */
    public record PutForgotten(List<ForgottenKey> keys) implements Edit {
        public PutForgotten {
            keys = List.copyOf(keys);
        }
    }

    /** Gives the conversation another name, which must be free. It is the only edit of its changes. */
    public record Rename(String name) implements Edit {}

    /** Deletes the conversation with all that belongs to it. */
    public record Delete() implements Edit {}
}
