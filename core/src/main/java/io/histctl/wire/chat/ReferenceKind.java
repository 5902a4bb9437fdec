package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One kind of reference that a content part can contain. To add a kind, implement this and list it in
 * {@link PartReferences}.
 */
interface ReferenceKind {
    /** Its name in {@link io.histctl.model.Reference#kind()}. */
    String name();

    /** What the part refers to; null if it contains no reference of this kind. */
    @Nullable
    String find(JsonNode part);

    /** When the reference expires; null if unknown. */
    @Nullable
    Instant expiry(String value);

    /** Replaces the reference of a part that contains one of this kind. */
    void replace(ObjectNode part, String fresh);

    /** Text that is sent in place of a part whose reference has expired. */
    String placeholder();
}
