package io.histctl.cli.serve;

import io.histctl.ChatInterceptor;
import io.histctl.HistoryStore;
import io.histctl.intercept.ChatCall;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Begins the calls of voice chats, each in a conversation that belongs to the request's key. Thread-safe.
 *
 * @param shared whether every key may use every conversation
 */
record VoiceCalls(HistoryStore store, ChatInterceptor chats, boolean shared) {
    /**
     * The call of a request; empty if it is to be forwarded as it is, since it is not a voice chat's, or the store failed.
     *
     * @param named the conversation that the request names; null: it is found by what the request quotes
     * @throws Refusal if the conversation belongs to another key
     */
    Optional<ChatCall> begin(@Nullable String named, String key, byte[] body) {
        try {
            ChatCall call = chats.call(named, body);
            if (!call.isVoiceChat() || belongs(call, key)) {
                return Optional.of(call).filter(ChatCall::isVoiceChat);
            }
            if (named != null) {
                throw new Refusal(
                        403,
                        "not_your_conversation",
                        "the conversation belongs to another API key; use another name, or start histctl serve with"
                                + " --shared");
            }
            // found by words that are another's too
            ChatCall begun = chats.call("chat-" + UUID.randomUUID(), body);
            return Optional.of(begun).filter(other -> belongs(other, key));
        } catch (Refusal e) {
            throw e;
        } catch (RuntimeException e) {
            if (chats.options().failClosed()) {
                throw storeFailed();
            }
            chats.options().listener().failed(named, "the owner of a conversation was not determined", e);
            return Optional.empty();
        }
    }

    static Refusal storeFailed() {
        return new Refusal(503, "store_failed", "the history can't be read or written; see what histctl serve printed");
    }

    private boolean belongs(ChatCall call, String key) {
        return shared || store.conversation(call.conversation().orElseThrow()).claim(key);
    }
}
