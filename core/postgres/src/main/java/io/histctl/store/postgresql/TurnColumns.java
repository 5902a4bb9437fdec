package io.histctl.store.postgresql;

import io.histctl.store.AudioRow;
import io.histctl.store.StoredTurn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The columns of the table {@code turn}, without its conversation and the id of the change. */
final class TurnColumns {
    static final List<Column<StoredTurn>> ALL = all();

    private TurnColumns() {}

    private static List<Column<StoredTurn>> all() {
        List<Column<StoredTurn>> columns = new ArrayList<>();
        addMessage(columns);
        addDerived(columns);
        addReply(columns);
        addExpiry(columns);
        addSpeech(columns);
        columns.add(new Column<>("transcript", "bytea", turn -> Sql.utf8OrNull(turn.transcript())));
        return List.copyOf(columns);
    }

    private static void addMessage(List<Column<StoredTurn>> columns) {
        columns.add(new Column<>("position", "bigint", StoredTurn::position));
        columns.add(new Column<>("role", "text", turn -> turn.row().role()));
        columns.add(new Column<>("said_at", "bigint", turn -> turn.row().saidAt()));
        columns.add(new Column<>("message", "bytea", turn -> turn.row().message()));
        columns.add(new Column<>(
                "instructions_version", "bigint", turn -> turn.row().instructionsVersion()));
        columns.add(
                new Column<>("replaced", "boolean", turn -> turn.row().state().replaced()));
        columns.add(
                new Column<>("incomplete", "boolean", turn -> turn.row().state().incomplete()));
        columns.add(
                new Column<>("voice_lost", "boolean", turn -> turn.row().state().voiceLost()));
        columns.add(new Column<>("content_hash", "bytea", StoredTurn::contentHash));
    }

    private static void addDerived(List<Column<StoredTurn>> columns) {
        columns.add(
                new Column<>("match_key", "bigint", turn -> turn.row().derived().matchKey()));
        columns.add(new Column<>(
                "transcript_key", "bigint", turn -> turn.row().derived().transcriptKey()));
        columns.add(
                new Column<>("sendable", "boolean", turn -> turn.row().derived().sendable()));
        columns.add(
                new Column<>("has_text", "boolean", turn -> turn.row().derived().hasText()));
        columns.add(new Column<>(
                "has_refusal", "boolean", turn -> turn.row().derived().hasRefusal()));
        columns.add(new Column<>(
                "has_tools", "boolean", turn -> turn.row().derived().hasTools()));
        columns.add(new Column<>(
                "sound_count", "integer", turn -> turn.row().derived().soundCount()));
        columns.add(new Column<>(
                "reference_count", "integer", turn -> turn.row().derived().referenceCount()));
        columns.add(
                new Column<>("tokens", "bigint", turn -> turn.row().derived().tokens()));
    }

    private static void addReply(List<Column<StoredTurn>> columns) {
        columns.add(new Column<>("reply_key", "bytea", turn -> turn.reply().replyKey()));
        columns.add(new Column<>(
                "response_id", "bytea", turn -> Sql.utf8OrNull(turn.reply().responseId())));
        columns.add(new Column<>(
                "model", "bytea", turn -> Sql.utf8OrNull(turn.reply().model())));
        columns.add(new Column<>("created", "bigint", turn -> turn.reply().created()));
        columns.add(new Column<>(
                "finish_reason", "bytea", turn -> Sql.utf8OrNull(turn.reply().finishReason())));
        columns.add(new Column<>("usage", "bytea", turn -> turn.reply().usage()));
        columns.add(new Column<>("after_reply", "boolean", turn -> turn.reply().afterReply()));
    }

    private static void addExpiry(List<Column<StoredTurn>> columns) {
        columns.add(audio("id_hash", "bytea", AudioRow::idHash));
        columns.add(audio("id_offset", "integer", AudioRow::idOffset));
        columns.add(
                audio("reported_expires_at", "bigint", audio -> audio.expiry().reportedAt()));
        columns.add(audio("expires_at", "bigint", audio -> audio.expiry().at()));
        columns.add(audio("gone_at", "bigint", audio -> audio.expiry().goneAt()));
        columns.add(audio("audio_tokens", "bigint", AudioRow::audioTokens));
        columns.add(audio("text_tokens", "bigint", AudioRow::textTokens));
    }

    private static void addSpeech(List<Column<StoredTurn>> columns) {
        columns.add(
                audio("format", "bytea", audio -> Sql.utf8OrNull(audio.speech().format())));
        columns.add(
                audio("voice", "bytea", audio -> Sql.utf8OrNull(audio.speech().voice())));
        columns.add(audio("sound_bytes", "bigint", audio -> audio.speech().bytes()));
        columns.add(audio("millis", "bigint", audio -> audio.speech().millis()));
        columns.add(audio("millis_measured", "boolean", audio -> audio.speech().measured()));
        columns.add(audio("has_transcript", "boolean", audio -> audio.speech().hasTranscript()));
        columns.add(audio("heard_millis", "bigint", audio -> audio.speech().heardMillis()));
        columns.add(audio("sound_kept", "boolean", audio -> audio.speech().kept()));
    }

    private static Column<StoredTurn> audio(String name, String type, Function<AudioRow, @Nullable Object> value) {
        return new Column<>(name, type, turn -> {
            AudioRow audio = turn.audio();
            return audio == null ? null : value.apply(audio);
        });
    }
}
