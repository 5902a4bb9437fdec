package io.histctl.testing;

import io.histctl.standin.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Chats of six rounds, side by side, with a pause after the third that outlasts every audio id. */
public final class PausedChats {
    private static final int ROUNDS = 6;

    private PausedChats() {}

    /**
     * Runs the chats, taking turns.
     *
     * @param chats each asks a question and returns {@code voice}, {@code text}, or an error
     * @return the results of all chats
     */
    @SafeVarargs
    public static List<String> run(SettableClock clock, UnaryOperator<String>... chats) {
        List<String> heard = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            for (int chat = 0; chat < chats.length; chat++) {
                heard.add(chats[chat].apply("Question " + round + " of chat " + chat));
            }
            clock.advance(round == 3 ? Duration.ofMinutes(61) : Duration.ofSeconds(30));
        }
        return heard;
    }
}
