package io.histctl.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One reply, which can be sent whole or streamed. */
interface Reply {
    /** The {@code message} of an answer that is not streamed. */
    ObjectNode message();

    void stream(Chunks chunks, Words words);

    String finishReason();

    Tokens tokens();
}
