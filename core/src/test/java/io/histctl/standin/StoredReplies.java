package io.histctl.standin;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The spoken replies made so far, by id; checks the second half of V2. */
final class StoredReplies {
    private final Clock clock;
    private final Map<String, SpokenReply> replies = new LinkedHashMap<>();

    StoredReplies(Clock clock) {
        this.clock = clock;
    }

    void put(SpokenReply reply) {
        if (replies.putIfAbsent(reply.id(), reply) != null) {
            throw new IllegalStateException("made twice: " + reply.id());
        }
    }

    void checkUsable(Request request) {
        List<String> ids = request.replayedIds();
        for (String id : ids) {
            if (!isUsable(id)) {
                throw notFound(request, id);
            }
        }
    }

    Tokens tokensOf(String id) {
        return replies.get(id).tokens();
    }

    Set<String> usableIds() {
        Set<String> usable = new LinkedHashSet<>(replies.keySet());
        usable.removeIf(id -> !isUsable(id));
        return usable;
    }

    int size() {
        return replies.size();
    }

    private boolean isUsable(String id) {
        SpokenReply reply = replies.get(id);
        return reply != null && clock.instant().getEpochSecond() < reply.expiresAt();
    }

    private static Refused notFound(Request request, String id) {
        int i = 0;
        while (!id.equals(request.messages().path(i).path("audio").path("id").textValue())) {
            i++;
        }
        return Refused.says(
                "Assistant audio " + id + " not found.", "content.messages[" + i + "].audio.id", "audio_not_found");
    }
}
