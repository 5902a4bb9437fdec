package io.histctl.intercept;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Matches the messages of a request to stored turns: as many as possible in the same order, and of equal turns the later
 * ones, since a request shows the end of a conversation.
 */
final class MessageAlignment {
    private static final int NONE = -1;

    private MessageAlignment() {}

    /**
     * The index of the matching turn for each message, -1 for a message without one.
     *
     * @param candidates for each message the indexes of the turns that it could be, in ascending order
     */
    static int[] of(List<List<Integer>> candidates) {
        List<Pair> ends = new ArrayList<>(); // the best last pair of a match of each length, walking backwards
        for (int message = candidates.size() - 1; message >= 0; message--) {
            for (int turn : candidates.get(message)) {
                int length = longerThan(turn, ends);
                Pair pair = new Pair(message, turn, length == 0 ? null : ends.get(length - 1));
                if (length == ends.size()) {
                    ends.add(pair);
                } else if (turn > ends.get(length).turn) {
                    ends.set(length, pair);
                }
            }
        }
        int[] matches = new int[candidates.size()];
        Arrays.fill(matches, NONE);
        for (Pair pair = ends.isEmpty() ? null : ends.get(ends.size() - 1); pair != null; pair = pair.next) {
            matches[pair.message] = pair.turn;
        }
        return matches;
    }

    private record Pair(
            int message,
            int turn,
            @org.jspecify.annotations.Nullable Pair next) {}

    /** The length of the longest match that begins after this turn. */
    private static int longerThan(int turn, List<Pair> ends) {
        int low = 0;
        int high = ends.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends.get(middle).turn > turn) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
