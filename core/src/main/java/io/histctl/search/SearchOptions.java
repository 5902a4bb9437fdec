package io.histctl.search;

import io.histctl.error.InvalidInputException;
import io.histctl.model.Instants;
import io.histctl.model.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which turns are searched. Start from {@link #DEFAULT} and change what differs.
 *
 * @param conversation the id of the only conversation to search; null for all
 * @param role the only role to search; null for all
 * @param since only turns of this instant or later; null for all
 * @param until only turns of this instant or earlier; null for all
 * @param allBranches whether to search turns that were replaced and superseded instructions too
 * @param limit the most turns to find, 0 or more
 */
public record SearchOptions(
        @Nullable String conversation,
        @Nullable Role role,
        @Nullable Instant since,
        @Nullable Instant until,
        boolean allBranches,
        int limit) {
    /** At most 20 current turns of any conversation. */
    public static final SearchOptions DEFAULT = new SearchOptions(null, null, null, null, false, 20);

    /**
     * Checks the options.
     *
     * @throws InvalidInputException if an instant is outside the years 1 to 9999, or the limit is negative
     */
    public SearchOptions {
        Instants.ensureMoment(since, "the beginning of the search");
        Instants.ensureMoment(until, "the end of the search");
        if (limit < 0) {
            throw new InvalidInputException("the limit is negative; give 0 or more");
        }
    }

    /** These options, searching only one conversation. */
    public SearchOptions withConversation(@Nullable String conversation) {
        return new SearchOptions(conversation, role, since, until, allBranches, limit);
    }

    /** These options, searching only turns of this role. */
    public SearchOptions withRole(@Nullable Role role) {
        return new SearchOptions(conversation, role, since, until, allBranches, limit);
    }

    /** These options, searching only turns of this instant or later. */
    public SearchOptions withSince(@Nullable Instant since) {
        return new SearchOptions(conversation, role, since, until, allBranches, limit);
    }

    /** These options, searching only turns of this instant or earlier. */
    public SearchOptions withUntil(@Nullable Instant until) {
        return new SearchOptions(conversation, role, since, until, allBranches, limit);
    }

    /** These options, searching replaced turns and superseded instructions too, or not. */
    public SearchOptions withAllBranches(boolean allBranches) {
        return new SearchOptions(conversation, role, since, until, allBranches, limit);
    }

    /** These options with another limit. */
    public SearchOptions withLimit(int limit) {
        return new SearchOptions(conversation, role, since, until, allBranches, limit);
    }
}
