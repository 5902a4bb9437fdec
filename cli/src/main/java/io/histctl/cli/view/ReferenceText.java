package io.histctl.cli.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.model.Message;
import io.histctl.model.Part;
import io.histctl.model.Reference;
import io.histctl.resume.AudioStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a message refers to and until when it works, as text and as JSON. */
public final class ReferenceText {
    private ReferenceText() {}

    /** Without the query of a URL, which is long and, if signed, secret. */
    public static String of(Reference reference, Instant at) {
        String status = status(reference, at);
        String address = reference.value().replaceFirst("[?#].*", "");
        return Printable.line(address) + (status == null ? "" : "  " + status);
    }

    static void json(ObjectNode turn, Message message, Instant at) {
        List<Reference> references = message.parts().stream()
                .map(Part::reference)
                .filter(Objects::nonNull)
                .toList();
        if (!references.isEmpty()) {
            var array = turn.putArray("references");
            for (Reference reference : references) {
                Instant expiry = reference.expiresAt();
                array.addObject()
                        .put("kind", reference.kind())
                        .put("value", reference.value())
                        .put("expiresAt", expiry == null ? null : expiry.toString())
                        .put("status", status(reference, at))
                        .put("life", status(reference, at)); // the name of earlier versions, for this release
            }
        }
    }

    private static @Nullable String status(Reference reference, Instant at) {
        Instant expiry = reference.expiresAt();
        return expiry == null ? null : new AudioStatus(expiry, expiry.equals(Instant.EPOCH), false).describe(at);
    }
}
