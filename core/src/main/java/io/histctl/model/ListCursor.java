package io.histctl.model;

import io.histctl.error.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apiguardian.api.API;

/**
 * A place in a list of conversations, in any order. It stays valid if the conversation is changed or deleted.
 *
 * @param createdAt epoch milliseconds
 * @param lastAt epoch milliseconds
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public record ListCursor(long createdAt, long lastAt, String conversation) {
    /** The cursor as text. */
    String encoded() {
        String text = createdAt + " " + lastAt + " " + conversation;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a cursor.
     *
     * @throws InvalidInputException if it is not the text of one
     */
    public static ListCursor of(String encoded) {
        try {
            String[] fields = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8).split(" ", 3);
            return new ListCursor(Long.parseLong(fields[0]), Long.parseLong(fields[1]), fields[2]);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new InvalidInputException(
                    "the cursor is not one of a list; copy it from the last entry of a page", e);
        }
    }
}
