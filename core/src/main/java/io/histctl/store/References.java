package io.histctl.store;

import io.histctl.model.PartReference;
import io.histctl.model.Reference;
import io.histctl.model.Role;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import io.histctl.wire.JsonTemplate;
import io.histctl.wire.Placeholder;
import io.histctl.wire.chat.ChatMessage;
import io.histctl.wire.chat.MessageCutter;
import io.histctl.wire.chat.PartReferences;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** What the parts of turns refer to, as rows and as values. */
@API(status = API.Status.INTERNAL)
public final class References {
    private References() {}

    /** The rows of a message that is to be written. Only users send images and files. */
    static List<ReferenceRow> of(ChatMessage message) {
        return message.message().role() == Role.USER
                        && message.message().parts().stream().anyMatch(part -> part.reference() != null)
                ? rows(message.template())
                : List.of();
    }

    /** What a message of a request refers to. */
    public static List<PartReference> in(ChatMessage message) {
        List<PartReference> found = new ArrayList<>();
        for (ReferenceRow row : of(message)) {
            String value = Objects.requireNonNull(row.value());
            found.add(new PartReference(
                    row.part(),
                    new Reference(row.kind(), value, instant(row.expiry().at())),
                    false));
        }
        return found;
    }

    /** A turn of a schema that had no rows for references, with them; other turns as they are. */
    public static StoredTurn derive(StoredTurn turn) {
        if (!turn.references().isEmpty() || !turn.row().role().equals(Role.USER.toString())) {
            return turn;
        }
        JsonTemplate template =
                MessageCutter.cutReferences(JsonSlice.of(turn.row().message())).template();
        return turn.with(template.json(), movedBy(template.placeholders(), turn.sounds()), rows(template));
    }

    private static List<SoundRow> movedBy(List<Placeholder> cuts, List<SoundRow> sounds) {
        return sounds.stream()
                .map(sound -> sound.at(moved(cuts, sound.offset())))
                .toList();
    }

    private static int moved(List<Placeholder> cuts, int offset) {
        int removed = 0;
        for (Placeholder cut : cuts) {
            removed += cut.offset() + removed < offset ? cut.text().length : 0;
        }
        return offset - removed;
    }

    private static List<ReferenceRow> rows(JsonTemplate template) {
        List<ReferenceRow> rows = new ArrayList<>();
        for (PartReference found : PartReferences.of(JsonSlice.of(template.json()))) {
            Placeholder.Query query = template.query(found.part());
            Reference reference = found.reference();
            rows.add(
                    query == null
                            ? ReferenceRow.of(
                                    found.part(), reference.kind(), reference.value(), null, reference.expiresAt())
                            : ReferenceRow.of(
                                    found.part(),
                                    reference.kind(),
                                    query.url(),
                                    query.offset(),
                                    PartReferences.renewed(reference, query.url())
                                            .expiresAt()));
        }
        return rows;
    }

    /** The references for planning. A pruned one can't be sent at any instant. */
    static List<PartReference> planned(StoredTurn turn) {
        List<PartReference> planned = new ArrayList<>();
        for (ReferenceRow row : turn.references()) {
            String value = row.value();
            Reference reference = value == null
                    ? new Reference(row.kind(), inMessage(turn, row.part()), Instant.EPOCH)
                    : new Reference(row.kind(), value, instant(row.expiry().at()));
            planned.add(new PartReference(row.part(), reference, false));
        }
        return planned;
    }

    private static String inMessage(StoredTurn turn, int part) {
        return PartReferences.of(JsonSlice.of(turn.row().message())).stream()
                .filter(found -> found.part() == part)
                .map(found -> found.reference().value())
                .findFirst()
                .orElse("");
    }

    /** A reference as the message contains it, with what is stored of it. */
    static Reference known(StoredTurn turn, int part, Reference inMessage) {
        for (ReferenceRow row : turn.references()) {
            if (row.part() == part) {
                String value = row.value();
                return new Reference(
                        row.kind(),
                        value == null ? inMessage.value() : value,
                        instant(row.expiry().at()));
            }
        }
        return inMessage;
    }

    /** The queries that belong back into the message. */
    public static List<Placeholder> placeholders(StoredTurn turn) {
        List<Placeholder> placeholders = new ArrayList<>();
        for (ReferenceRow row : turn.references()) {
            String value = row.value();
            Integer offset = row.queryOffset();
            if (value != null && offset != null) {
                String query = value.substring(PartReferences.address(value).length());
                placeholders.add(new Placeholder.Query(offset, row.part(), value, Json.quoted(query)));
            }
        }
        return placeholders;
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
