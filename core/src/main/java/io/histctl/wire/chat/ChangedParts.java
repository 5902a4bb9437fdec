package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.resume.PlannedPart;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Replaces parts of a stored message: expired ones by a placeholder, renewed ones by themselves with the new reference. */
final class ChangedParts {
    private final SourceTurn source;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Insert> inserts = new ArrayList<>();
    private final List<Integer> deletedSounds = new ArrayList<>();
    private int copied;

    private ChangedParts(SourceTurn source) {
        this.source = source;
    }

    /** @param parts in the order of the content */
    static SourceTurn replace(SourceTurn source, List<PlannedPart> parts) {
        return parts.isEmpty() ? source : new ChangedParts(source).replaced(parts);
    }

    private SourceTurn replaced(List<PlannedPart> parts) {
        JsonSlice message = JsonSlice.of(source.json());
        JsonSlice content = message.members().get("content");
        List<JsonSlice> elements = content == null ? List.of() : content.elements();
        for (PlannedPart part : parts) {
            JsonSlice old = elements.get(part.part());
            copyTo(old.from());
            out.writeBytes(changed(Json.tree(old), part));
            copied = old.to();
        }
        copyTo(message.to());
        return new SourceTurn(
                source.turn(),
                source.spoken(),
                source.tools(),
                source.ready(),
                out.toByteArray(),
                inserts,
                deletedSounds);
    }

    private static byte[] changed(JsonNode old, PlannedPart part) {
        if (part.expired()) {
            return Json.bytes(
                    Json.mapper().createObjectNode().put("type", "text").put("text", PartReferences.placeholder(old)));
        }
        ObjectNode renewed = old.deepCopy();
        PartReferences.replace(renewed, part.reference().value());
        return Json.bytes(renewed);
    }

    private void copyTo(int end) {
        int distance = out.size() - copied;
        source.inserts().stream()
                .filter(insert -> copied <= insert.offset() && insert.offset() < end)
                .forEach(insert -> inserts.add(insert.movedBy(distance)));
        source.deletedSounds().stream()
                .filter(at -> copied <= at && at < end)
                .forEach(at -> deletedSounds.add(at + distance));
        out.write(source.json(), copied, end - copied);
        copied = end;
    }
}
