package io.histctl.search;

import io.histctl.model.Progress;
import io.histctl.model.Role;
import io.histctl.store.Search;
import io.histctl.store.SearchQuery;
import io.histctl.store.Storage;
import io.histctl.store.StoredConversation;
import java.time.Instant;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Searches a store.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class SearchService {
    private final Storage storage;

    /** Searches this store. */
    public SearchService(Storage storage) {
        this.storage = storage;
    }

    /** The turns that match, best first. */
    public List<SearchHit> search(String words, SearchOptions options) {
        SearchQuery query = QueryReader.read(words);
        storage.maintenance().completeSearch(Progress.NONE);
        List<Search.FoundTurn> found = storage.read(reading -> {
            String name = options.conversation();
            StoredConversation conversation =
                    name == null ? null : reading.conversations().get(name);
            return reading.search().find(query, filter(options, conversation), options.limit());
        });
        return found.stream().map(turn -> hit(turn, query)).toList();
    }

    private static Search.Filter filter(SearchOptions options, @Nullable StoredConversation conversation) {
        Role role = options.role();
        return new Search.Filter(
                conversation,
                role == null ? null : role.toString(),
                millis(options.since()),
                millis(options.until()),
                options.allBranches());
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : (Long) instant.toEpochMilli();
    }

    private static SearchHit hit(Search.FoundTurn turn, SearchQuery query) {
        return new SearchHit(
                turn.conversation(),
                turn.position(),
                Role.of(turn.role()),
                Instant.ofEpochMilli(turn.saidAt()),
                turn.replaced(),
                Excerpt.of(turn.document(), query.matches(turn.document())));
    }
}
