package io.histctl.intercept;

import io.histctl.model.Role;
import io.histctl.store.QuotableTurn;
import io.histctl.store.Reading;
import io.histctl.store.Storage;
import io.histctl.store.StoredConversation;
import io.histctl.wire.chat.ChatMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/**
 * Finds the conversation that a request continues: by the audio ids that it quotes, else by the tool calls and words of
 * its last replies. An audio id is unique; words count only if they continue the conversation, or follow a user message
 * that it has too. A request that quotes nothing may repeat the first question of a conversation, whose reply broke off
 * a short time ago.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class ConversationFinder {
    /** The most conversations that one lookup returns; others with the same words are not considered. */
    private static final int MAX_CANDIDATES = 16;

    /** The newest messages that are looked up; older ones rarely add anything. */
    private static final int MAX_LOOKUPS = 8;

    /** How soon an app repeats a question. Later, it is more likely another user's first question in the same words. */
    private static final Duration REPEATED_WITHIN = Duration.ofMinutes(10);

    private final Reading reading;
    private final List<ChatMessage> messages;
    private final Repeats repeats;

    private ConversationFinder(Reading reading, List<ChatMessage> messages, Repeats repeats) {
        this.reading = reading;
        this.messages = messages;
        this.repeats = repeats;
    }

    /**
     * Which conversations may have their first question repeated.
     *
     * @param open whether a reply in this conversation is still arriving
     * @hidden
     */
    public record Repeats(Instant now, Predicate<String> open) {}

    /**
     * What a search found.
     *
     * @param conversation the id; empty if the request continues no conversation, or more than one
     * @param ambiguous whether it could continue more than one
     * @hidden
     */
    public record Found(Optional<String> conversation, boolean ambiguous) {
        static final Found NOTHING = new Found(Optional.empty(), false);

        static Found of(List<String> candidates) {
            return candidates.size() == 1
                    ? new Found(Optional.of(candidates.get(0)), false)
                    : new Found(Optional.empty(), !candidates.isEmpty());
        }
    }

    /** Searches for the conversation of a request with these messages. */
    public static Found find(Storage storage, List<ChatMessage> messages, Repeats repeats) {
        return storage.read(reading -> new ConversationFinder(reading, messages, repeats).find());
    }

    private Found find() {
        return lastReply(messages.size()) >= 0 ? findQuoted() : findRepeated();
    }

    private Found findRepeated() {
        if (messages.isEmpty()) {
            return Found.NOTHING;
        }
        long question = messages.get(messages.size() - 1).key();
        return Found.of(reading.conversations().unanswered(question, MAX_CANDIDATES).stream()
                .filter(this::isRepeated)
                .toList());
    }

    /** Whether a conversation consists of these messages alone, and perhaps the beginning of a reply. */
    private boolean isRepeated(String name) {
        StoredConversation conversation = reading.conversations().get(name);
        if (repeats.open().test(name)
                || conversation.lastAt() < repeats.now().minus(REPEATED_WITHIN).toEpochMilli()) {
            return false;
        }
        List<Long> keys = new ArrayList<>(reading.turns().leadingKeys(conversation));
        for (QuotableTurn turn : reading.turns().first(conversation, messages.size() + 2)) {
            if (!turn.origin().incomplete()) {
                keys.add(turn.matchKey());
            }
        }
        return keys.equals(messages.stream().map(ChatMessage::key).toList());
    }

    private Found findQuoted() {
        List<ChatMessage> spoken =
                newest(message -> message.idHash() != null && message.message().role() == Role.ASSISTANT);
        List<String> byId = candidates(spoken, true);
        if (byId.size() == 1) {
            return Found.of(byId);
        }
        if (byId.size() > 1) {
            return Found.of(continued(byId));
        }
        List<ChatMessage> quoted = newest(message -> message.idHash() == null
                && (message.message().role() == Role.ASSISTANT
                        || message.message().role() == Role.TOOL));
        List<String> byWords =
                candidates(quoted, false).stream().filter(this::isPlausible).toList();
        return byWords.size() < 2 ? Found.of(byWords) : Found.of(continued(byWords));
    }

    private List<ChatMessage> newest(Predicate<ChatMessage> which) {
        List<ChatMessage> found = new ArrayList<>();
        for (int i = messages.size() - 1; i >= 0 && found.size() < MAX_LOOKUPS; i--) {
            if (which.test(messages.get(i))) {
                found.add(messages.get(i));
            }
        }
        return found;
    }

    /** The conversations with the newest message that any has, narrowed down by the messages before it. */
    private List<String> candidates(List<ChatMessage> newestFirst, boolean byId) {
        Set<String> candidates = new LinkedHashSet<>();
        for (ChatMessage message : newestFirst) {
            byte[] idHash = message.idHash();
            List<String> having = byId && idHash != null
                    ? reading.conversations().withAudioId(idHash, MAX_CANDIDATES)
                    : reading.conversations().withMatchKey(message.key(), MAX_CANDIDATES);
            if (candidates.isEmpty()) {
                candidates.addAll(having);
            } else if (having.stream().anyMatch(candidates::contains)) {
                candidates.retainAll(having);
            }
            if (candidates.size() == 1) {
                break;
            }
        }
        return List.copyOf(candidates);
    }

    /** Keeps the candidates whose last reply is also the last one of the request; all of them if no reply matches. */
    private List<String> continued(List<String> candidates) {
        List<String> continued =
                candidates.stream().filter(name -> fit(name).continues()).toList();
        return continued.isEmpty() ? candidates : continued;
    }

    private boolean isPlausible(String name) {
        Fit fit = fit(name);
        return fit.continues() || fit.followsUser();
    }

    /**
     * How a request fits a conversation.
     *
     * @param continues whether the last reply of both is the same
     * @param followsUser whether the conversation has a user message before the last reply that both have
     */
    private record Fit(boolean continues, boolean followsUser) {}

    private Fit fit(String name) {
        StoredConversation conversation = reading.conversations().get(name);
        RequestMatcher matcher = new RequestMatcher(reading.turns(), conversation, messages.size());
        int[] matches = matcher.fromEnd(messages);
        int last = lastReply(messages.size());
        if (last < 0 || matches[last] < 0) {
            int matched = lastMatchedReply(matches);
            return new Fit(false, matched >= 0 && userBefore(matched, matches));
        }
        boolean newest = true;
        for (int turn = 0; turn < matches[last]; turn++) {
            newest &= !matcher.isReply(turn);
        }
        return new Fit(newest, userBefore(last, matches));
    }

    private int lastReply(int before) {
        for (int i = before - 1; i >= 0; i--) {
            if (messages.get(i).message().role() == Role.ASSISTANT) {
                return i;
            }
        }
        return -1;
    }

    private int lastMatchedReply(int[] matches) {
        int reply = lastReply(messages.size());
        while (reply >= 0 && matches[reply] < 0) {
            reply = lastReply(reply);
        }
        return reply;
    }

    private boolean userBefore(int reply, int[] matches) {
        for (int i = reply - 1; i >= 0; i--) {
            if (messages.get(i).message().role() == Role.USER) {
                return matches[i] >= 0;
            }
        }
        return false;
    }
}
