package io.histctl.wire.chat;

import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * Something that belongs into a message's JSON.
 *
 * @param offset in bytes of the JSON without any insert
 * @param isSound whether it is sound, which is fetched only when written
 * @param bytes as they stand between the quotes of a JSON string
 */
@API(status = API.Status.INTERNAL)
public record Insert(int offset, boolean isSound, Supplier<byte[]> bytes) {
    Insert movedBy(int distance) {
        return new Insert(offset + distance, isSound, bytes);
    }
}
