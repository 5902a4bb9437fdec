package io.histctl.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** {@link Dialect#SAVED_STREAM}. */
final class SavedStreamGateway implements Gateway {
    @Override
    public String stream(List<ObjectNode> chunks, Words words) {
        String event = words.between(0, 2) == 0 ? "message" : "";
        return new SseStyle(event, coin(words), coin(words), coin(words)).write(chunks);
    }

    private static boolean coin(Words words) {
        return words.between(0, 1) == 0;
    }
}
