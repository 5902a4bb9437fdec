package io.histctl.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Rewrites the answers of the API on their way to the app. By default an answer passes unchanged. */
interface Gateway {
    /** The id that the app sees and sends back for this audio. */
    default String audioId(String id, Words words) {
        return id;
    }

    /** Rewrites the body of a whole reply in place. */
    default void rewrite(ObjectNode reply, Words words) {}

    /** The chunks of a stream; the given ones may be changed in place. */
    default List<ObjectNode> chunks(List<ObjectNode> chunks, Words words) {
        return chunks;
    }

    /** The text of a stream. */
    default String stream(List<ObjectNode> chunks, Words words) {
        return SseStyle.STANDARD.write(chunks);
    }

    /**
     * An error as the app receives it.
     *
     * @param body the API's own error body
     * @param streamed whether the request asked for a stream
     */
    default Answer error(int status, ObjectNode body, boolean streamed, Words words) {
        return Answer.json(status, body);
    }
}
