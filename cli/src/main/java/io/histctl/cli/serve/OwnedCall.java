package io.histctl.cli.serve;

import io.histctl.intercept.ChatCall;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A call in a conversation that belongs to the request's key, or is being claimed for it while the request is sent.
 *
 * @param claim whether the conversation belongs to the key
 */
record OwnedCall(ChatCall call, CompletableFuture<Boolean> claim) {
    /**
     * Waits until the conversation is claimed, before anything of the response is handed out.
     *
     * @throws Refusal if another key claimed it at the same time
     * @throws RuntimeException if the store failed
     */
    void ensureClaimed() {
        try {
            if (!claim.join()) {
                throw VoiceCalls.foreign();
            }
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
