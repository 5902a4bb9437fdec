package io.histctl.wire.chat;

import io.histctl.wire.JsonSlice;
import io.histctl.wire.JsonTemplate;
import io.histctl.wire.Placeholder;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replaces parts of a message's content. All other bytes stay, and placeholders move with them. */
final class ContentEditor {
    private final JsonTemplate source;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Placeholder> placeholders = new ArrayList<>();
    private int copied;

    private ContentEditor(JsonTemplate source) {
        this.source = source;
    }

    /** Decides about one part. */
    interface Edit {
        /** The part's new JSON; empty to drop a part that is not the first; null to keep it. */
        byte @Nullable [] apply(int index, JsonSlice part);
    }

    static JsonTemplate edit(JsonTemplate source, Edit edit) {
        return new ContentEditor(source).edited(edit);
    }

    private JsonTemplate edited(Edit edit) {
        JsonSlice message = JsonSlice.of(source.json());
        JsonSlice content = message.members().get("content");
        List<JsonSlice> parts = content == null ? List.of() : content.elements();
        for (int i = 0; i < parts.size(); i++) {
            JsonSlice part = parts.get(i);
            byte[] json = edit.apply(i, part);
            if (json != null) {
                int comma = json.length == 0 ? 1 : 0;
                copyTo(part.from() - comma);
                out.writeBytes(json);
                copied = part.to();
            }
        }
        copyTo(message.to());
        return new JsonTemplate(out.toByteArray(), placeholders);
    }

    private void copyTo(int end) {
        int distance = out.size() - copied;
        source.placeholders().stream()
                .filter(placeholder -> copied <= placeholder.offset() && placeholder.offset() < end)
                .forEach(placeholder -> placeholders.add(placeholder.movedTo(placeholder.offset() + distance)));
        out.write(source.json(), copied, end - copied);
        copied = end;
    }
}
