package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.model.Words;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The id of an uploaded file. Its expiry is unknown. */
final class FileIdReference implements ReferenceKind {
    @Override
    public String name() {
        return "file_id";
    }

    @Override
    public @Nullable String find(JsonNode part) {
        String id = "file".equals(part.path("type").textValue())
                ? part.path("file").path("file_id").textValue()
                : null;
        return id == null || id.isEmpty() ? null : id;
    }

    @Override
    public @Nullable Instant expiry(String value) {
        return null;
    }

    @Override
    public void replace(ObjectNode part, String fresh) {
        ((ObjectNode) part.path("file")).put("file_id", fresh);
    }

    @Override
    public String placeholder() {
        return Words.unavailable("file");
    }
}
