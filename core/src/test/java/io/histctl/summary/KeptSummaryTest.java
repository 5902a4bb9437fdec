package io.histctl.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import io.histctl.error.InvalidInputException;
import io.histctl.error.OverBudgetException;
import io.histctl.export.Export;
import io.histctl.export.ExportOptions;
import io.histctl.export.ExportReport;
import io.histctl.model.Progress;
import io.histctl.prune.PruneOptions;
import io.histctl.record.Exchange;
import io.histctl.resume.Decision;
import io.histctl.resume.Reason;
import io.histctl.testing.TestStores;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptSummaryTest {
    private static final Instant NOON = Instant.parse("2026-06-05T12:00:00Z");
    private static final Instant LATER = NOON.plus(Duration.ofHours(3));

    @TempDir
    Path folder;

    private HistoryStore store;
    private Conversation call;

    @BeforeEach
    void talk() {
        store = TestStores.open(
                folder.resolve("history.db"), StoreOptions.DEFAULT.withClock(Clock.fixed(LATER, ZoneOffset.UTC)));
        call = store.conversation("call");
        for (int i = 1; i <= 4; i++) {
            exchange(i);
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anExportUsesTheSummaryThatCoversItsFold() {
        call.summarize(with(request -> new Summarizer.Written("the model's own words", "a-model")));

        assertThat(call.export(ExportOptions.DEFAULT).json()).contains("<record>\\nthe model's own words\\n</record>");
    }

    @Test
    void whatWasSaidSinceIsAddedToASummary() {
        call.summarize(SummarizeOptions.DEFAULT
                .withThrough(4L)
                .withSummarizer(request -> new Summarizer.Written("the model's own words", "a-model")));

        assertThat(call.export(ExportOptions.DEFAULT).json())
                .contains("<record>\\nthe model's own words\\nUser: question 3\\nAssistant: answer 3\\n")
                .doesNotContain("answer 2");
    }

    @Test
    void aSummaryIsDroppedWhenATurnThatItCoversChanges() {
        call.summarize(SummarizeOptions.DEFAULT);
        call.summarize(SummarizeOptions.DEFAULT.withThrough(2L));

        call.interrupted(6, Duration.ofMillis(500));

        assertThat(call.export(ExportOptions.DEFAULT).json()).contains("[the user heard 0.5 s of 20.0 s]");
        assertThat(store.verify()).isEmpty();
    }

    @Test
    void aSummarySurvivesPruning() {
        call.summarize(with(request -> new Summarizer.Written("the model's own words", "a-model")));

        store.pruneExpired(PruneOptions.DEFAULT.withSound(true), Progress.NONE);

        assertThat(call.export(ExportOptions.DEFAULT).json()).contains("the model's own words");
        assertThat(store.verify()).isEmpty();
    }

    @Test
    void aDryRunKeepsNothing() {
        call.summarize(SummarizeOptions.DEFAULT
                .withSummarizer(request -> new Summarizer.Written("not kept", "a-model"))
                .withKeep(false));

        assertThat(call.export(ExportOptions.DEFAULT).json()).doesNotContain("not kept");
    }

    @Test
    void aSummaryThatFailsOrIsTooLongIsReplacedByTheDigest() {
        List<Summarizer> bad = List.of(
                request -> {
                    throw new SummaryFailedException("the endpoint said 500");
                },
                request -> new Summarizer.Written("  ", "a-model"),
                request -> new Summarizer.Written("word ".repeat(5_000), "a-model"));
        for (Summarizer summarizer : bad) {
            Summarized made = call.summarize(
                    SummarizeOptions.DEFAULT.withSummarizer(summarizer).withKeep(false));

            assertThat(made.by()).isEqualTo("digest");
            assertThat(made.message()).contains("answer 4");
            assertThat(made.notes()).singleElement().asString().endsWith("the digest was used instead");
        }
    }

    @Test
    void anIncrementalSummarizerReceivesTheLastSummaryAndTheTurnsSince() {
        List<SummaryRequest> seen = new ArrayList<>();
        Summarizer rolling = new Summarizer() {
            @Override
            public Written summarize(SummaryRequest request) {
                seen.add(request);
                return new Written("summary " + seen.size(), "a-model");
            }

            @Override
            public boolean takesPrevious() {
                return true;
            }
        };
        call.summarize(SummarizeOptions.DEFAULT.withThrough(4L).withSummarizer(rolling));
        call.summarize(SummarizeOptions.DEFAULT.withThrough(8L).withSummarizer(rolling));

        assertThat(seen.get(0).previous()).isNull();
        assertThat(seen.get(1).previous()).isEqualTo("summary 1");
        assertThat(seen.get(1).turns()).hasSize(4);
    }

    @Test
    void aSummaryEndsWhereAnExchangeEnds() {
        assertThatThrownBy(() -> call.summarize(SummarizeOptions.DEFAULT.withThrough(3L)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("it can end at turn 2");
    }

    @Test
    void aBudgetFoldsTheOldestFirst() {
        Instant alive = NOON.plusSeconds(300);
        long whole = call.export(ExportOptions.DEFAULT.withAt(alive))
                .report()
                .cost()
                .after()
                .total();

        ExportReport report = call.export(ExportOptions.DEFAULT.withAt(alive).withMaxTokens(whole - 400))
                .report();

        assertThat(report.cost().after().total()).isLessThanOrEqualTo(whole - 400);
        assertThat(report.turns().get(0).decision()).isEqualTo(Decision.SUMMARIZED);
        assertThat(report.turns().get(7).decision()).isEqualTo(Decision.BY_AUDIO_ID);
    }

    @Test
    void anErrorAboutALimitThatCantBeMetNamesTheMinimum() {
        OverBudgetException error = org.assertj.core.api.Assertions.catchThrowableOfType(
                OverBudgetException.class, () -> call.export(ExportOptions.DEFAULT.withMaxTokens(50L)));

        ExportReport least =
                call.export(ExportOptions.DEFAULT.withMaxTokens(error.least())).report();
        assertThat(least.cost().after().total()).isLessThanOrEqualTo(error.least());
        assertThat(error).hasMessageContaining(String.valueOf(error.least()));
    }

    @Test
    void aReplyThatNobodyHeardCanBeLeftOut() {
        Instant alive = NOON.plusSeconds(300);
        call.interrupted(8, Duration.ZERO);

        Export with = call.export(ExportOptions.DEFAULT.withAt(alive));
        Export without = call.export(ExportOptions.DEFAULT.withAt(alive).withSkipUnheard(true));

        assertThat(with.json()).contains(id(4));
        assertThat(without.json()).doesNotContain(id(4)).contains(id(3));
        assertThat(without.report().turns().get(7).reason()).isEqualTo(Reason.UNHEARD);
    }

    @Test
    void noMoreThanTheLengthOfAReplyCanBeHeard() {
        assertThatThrownBy(() -> call.interrupted(2, Duration.ofSeconds(90)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("20.0 s long");
        assertThatThrownBy(() -> call.interrupted(1, Duration.ZERO)).isInstanceOf(InvalidInputException.class);
    }

    private static SummarizeOptions with(Summarizer summarizer) {
        return SummarizeOptions.DEFAULT.withSummarizer(summarizer);
    }

    private void exchange(int number) {
        StringBuilder messages = new StringBuilder();
        for (int i = 1; i <= number; i++) {
            messages.append("{\"role\":\"user\",\"content\":\"question ")
                    .append(i)
                    .append("\"}");
            if (i < number) {
                messages.append(",{\"role\":\"assistant\",\"audio\":{\"id\":\"")
                        .append(id(i))
                        .append("\"}},");
            }
        }
        long created = NOON.getEpochSecond() + number;
        call.record(Exchange.of(
                """
                {"model":"gpt-audio-1.5","modalities":["text","audio"],"audio":{"voice":"alloy","format":"wav"},
                 "messages":[%s]}""".formatted(messages), """
                {"id":"chatcmpl-%d","created":%d,"model":"gpt-audio-1.5","choices":[{"index":0,"message":{
                  "role":"assistant","content":null,"refusal":null,"audio":{"id":"%s","data":"",
                  "expires_at":%d,"transcript":"answer %d"},"annotations":[]},"finish_reason":"stop"}],
                 "usage":{"prompt_tokens":20,"completion_tokens":50,"total_tokens":70,
                  "completion_tokens_details":{"audio_tokens":400,"text_tokens":100}}}""".formatted(number, created, id(number), created + 3_600, number)));
    }

    private static String id(int number) {
        return "audio_number_" + number;
    }
}
