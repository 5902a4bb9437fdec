package io.histctl.cli.serve;

import io.histctl.ChatInterceptor;
import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.intercept.ChatCall;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
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
    Optional<OwnedCall> begin(@Nullable String named, String key, byte[] body) {
        try {
            ChatCall call = chats.call(named, body);
            if (!call.isVoiceChat()) {
                return Optional.empty();
            }
            OwnedCall owned = claimed(call, key);
            if (owned.claim().isDone() && !owned.claim().join()) {
                if (named != null) {
                    throw foreign();
                }
                // found by words that are another's too
                owned = claimed(chats.call("chat-" + UUID.randomUUID(), body), key);
            }
            return Optional.of(owned);
        } catch (Refusal e) {
            throw e;
        } catch (RuntimeException e) {
            storeFailed(named, e);
            return Optional.empty();
        }
    }

    /**
     * Reports that the store failed, so that a request is forwarded as it is.
     *
     * @throws Refusal if it may not be
     */
    void storeFailed(@Nullable String conversation, RuntimeException cause) {
        if (chats.options().failClosed()) {
            throw storeFailed();
        }
        chats.options().listener().failed(conversation, "the owner of a conversation was not determined", cause);
    }

    static Refusal foreign() {
        return new Refusal(
                403,
                "not_your_conversation",
                "the conversation belongs to another API key; use another name, or start histctl serve with --shared");
    }

    static Refusal storeFailed() {
        return new Refusal(503, "store_failed", "the history can't be read or written; see what histctl serve printed");
    }

    /** A conversation of which nothing is stored is claimed while its first request is sent, which reveals nothing. */
    private OwnedCall claimed(ChatCall call, String key) {
        Conversation conversation = store.conversation(call.conversation().orElseThrow());
        if (shared || !conversation.isFree()) {
            return new OwnedCall(call, CompletableFuture.completedFuture(shared || conversation.claim(key)));
        }
        return new OwnedCall(
                call, CompletableFuture.supplyAsync(() -> conversation.claim(key), VoiceCalls::inThreadOfItsOwn));
    }

    private static void inThreadOfItsOwn(Runnable work) {
        Thread thread = new Thread(work, "histctl-claim");
        thread.setDaemon(true);
        thread.start();
    }
}
