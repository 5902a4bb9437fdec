package io.histctl.summary;

import static io.histctl.testing.Messages.notFound;
import static io.histctl.testing.Messages.system;
import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.voice;
import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.export.Export;
import io.histctl.export.ExportOptions;
import io.histctl.export.ExportWarning;
import io.histctl.model.Progress;
import io.histctl.prune.PruneOptions;
import io.histctl.record.Exchange;
import io.histctl.resume.Decision;
import io.histctl.testing.SpokenReply;
import io.histctl.testing.SqliteOnly;
import io.histctl.testing.StoreFixture;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A model takes seconds to write a summary; meanwhile other writes may make the summary outdated. */
class SlowSummarizerTest extends StoreFixture {
    private static final SpokenReply FIRST = SpokenReply.reply("The key is under the third pot.");
    private static final SpokenReply SECOND =
            SpokenReply.reply("The gate code is 4471.").begunAt(NOON.plusSeconds(60));
    private static final String GOES_ON = "The model's own words.";

    @BeforeEach
    void talk() {
        CLOCK.set(NOON.plusSeconds(64));
        chat.record(Exchange.of(voice(system("Be brief."), user("Where is the key?")), FIRST.whole()));
        chat.record(Exchange.of(
                voice(system("Be brief."), user("Where is the key?"), FIRST.replayed(), user("And the code?")),
                SECOND.whole()));
        CLOCK.set(NOON.plus(Duration.ofHours(3)));
    }

    @AfterEach
    void setTheClockBack() {
        CLOCK.set(NOON);
    }

    @Test
    @SqliteOnly
    void noTransactionIsOpenWhileASummaryIsWritten() {
        chat.summarize(keeping(whileAsked(() -> assertThat(walCanBeTruncated()).isTrue())));
        chat.export(ExportOptions.DEFAULT
                .withAppended(user("Yes?"))
                .withSummarizer(whileAsked(() -> assertThat(walCanBeTruncated()).isTrue())));
    }

    @Test
    void aSummaryIsKeptIfTurnsAreAddedOrPrunedMeanwhile() {
        Summarized made = chat.summarize(keeping(whileAsked(() -> {
            goesOn();
            store.pruneExpired(PruneOptions.DEFAULT, Progress.NONE);
        })));

        assertThat(made.kept()).isTrue();
        assertThat(made.notes()).isEmpty();
        assertThat(exported()).contains(GOES_ON);
        assertThat(store.verify()).isEmpty();
    }

    @Test
    void aSummaryOfTurnsThatChangedMeanwhileIsNotKept() {
        Summarized made = chat.summarize(keeping(whileAsked(() -> chat.interrupted(3, Duration.ZERO))));

        assertThat(made.kept()).isFalse();
        assertThat(made.notes()).singleElement().asString().contains("changed while it was written");
        assertThat(exported()).doesNotContain(GOES_ON);
    }

    @Test
    void anExportUsesTheSummaryAndTheTurnsSince() {
        Export export = chat.export(ExportOptions.DEFAULT.withSummarizer(whileAsked(this::goesOn)));

        assertThat(export.json()).contains(GOES_ON).contains("\"Thanks, bye.\"");
        assertThat(export.report().turns()).hasSize(6);
        assertThat(export.report().warnings()).isEmpty();
    }

    @Test
    void anExportReflectsTheStateAfterTheSummaryWasWritten() {
        SpokenReply third =
                SpokenReply.reply("Bye!").begunAt(NOON.plus(Duration.ofHours(2)).plusSeconds(1_800));
        chat.record(Exchange.of(
                voice(
                        system("Be brief."),
                        user("Where is the key?"),
                        FIRST.replayed(),
                        user("And the code?"),
                        SECOND.replayed(),
                        user("Bye.")),
                third.whole()));
        Export export = chat.export(ExportOptions.DEFAULT.withSummarizer(whileAsked(
                () -> chat.record(alone(null, notFound(third.audioId(), 5))))));

        assertThat(export.json())
                .contains(GOES_ON + "\\nUser: Bye.\\nAssistant: Bye!")
                .doesNotContain(third.audioId());
        assertThat(export.report().turns().get(6).decision()).isEqualTo(Decision.SUMMARIZED);
    }

    @Test
    void anExportUsesTheDigestIfTheSummarizedTurnsChanged() {
        Export export =
                chat.export(ExportOptions.DEFAULT.withSummarizer(whileAsked(() -> chat.interrupted(3, Duration.ZERO))));

        assertThat(export.json())
                .contains("under the third pot. [the user heard 0.0 s")
                .doesNotContain(GOES_ON);
        assertThat(export.report().warnings())
                .singleElement()
                .extracting(ExportWarning::message)
                .asString()
                .contains("changed while the summary");
    }

    private void goesOn() {
        chat.record(alone(
                voice(
                        system("Be brief."),
                        user("Where is the key?"),
                        FIRST.replayed(),
                        user("And the code?"),
                        SECOND.replayed(),
                        user("Thanks, bye.")),
                null));
    }

    /** A request without a response, or the reverse. */
    private static Exchange alone(@Nullable String request, @Nullable String response) {
        return Exchange.of(bytes(request), bytes(response));
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static SummarizeOptions keeping(Summarizer summarizer) {
        return SummarizeOptions.DEFAULT.withSummarizer(summarizer);
    }

    /** Another thread does this while the summarizer runs. */
    private static Summarizer whileAsked(Runnable other) {
        return (SummaryRequest request) -> {
            CompletableFuture.runAsync(other).join();
            return new Summarizer.Written(GOES_ON, "a-model");
        };
    }

    private static boolean walCanBeTruncated() {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + dir.resolve("history.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS beside (x)");
            statement.execute("DROP TABLE beside");
            try (ResultSet rows = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
                return rows.next() && rows.getInt(1) == 0;
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
