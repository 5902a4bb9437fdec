package io.histctl.store;

import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Finds turns of a snapshot by their words. */
@API(status = API.Status.INTERNAL)
public interface Search {
    /**
     * The turns that match best, the newest first among equals. If very many match, an engine may rank only the newest of
     * them.
     */
    List<FoundTurn> find(SearchQuery query, Filter filter, int limit);

    /**
     * Which turns are searched.
     *
     * @param conversation null for all
     * @param role null for all
     * @param since epoch milliseconds of the earliest turn; null for all
     * @param until epoch milliseconds of the latest turn; null for all
     * @param allBranches also turns that were replaced, and superseded instructions
     */
    record Filter(
            @Nullable StoredConversation conversation,
            @Nullable String role,
            @Nullable Long since,
            @Nullable Long until,
            boolean allBranches) {}

    /**
     * A turn that matches.
     *
     * @param saidAt epoch milliseconds
     * @param document its words, as they were searched
     */
    record FoundTurn(String conversation, long position, String role, long saidAt, boolean replaced, String document) {}
}
