package io.histctl.store;

import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.voice;
import static io.histctl.testing.Results.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.model.Turn;
import io.histctl.record.Exchange;
import io.histctl.testing.SpokenReply;
import io.histctl.testing.TestStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** A store always sees what other handles have written. */
class SeveralHandlesProperties {
    private static final Instant NOON = Instant.parse("2026-06-05T12:00:00Z");
    private static Path folder;

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("histctl-handles");
    }

    @AfterContainer
    static void deleteFolder() throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    /** A file that two stores keep open, and one that is reopened for each step, have the same content in the end. */
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE, seed = "20261126")
    void openStoresSeeWhatIsWrittenElsewhere(
            @ForAll @Size(min = 3, max = 25) List<@IntRange(min = 0, max = 13) Integer> steps) throws IOException {
        Path shared = Files.createTempDirectory(folder, "shared").resolve("h.db");
        Path reopened = Files.createTempDirectory(folder, "reopened").resolve("h.db");
        try (HistoryStore one = TestStores.open(shared);
                HistoryStore other = TestStores.open(shared)) {
            App app = new App();
            for (int step : steps) {
                Step next = app.next(step / 2);
                next.in((step % 2 == 0 ? one : other).conversation("c"));
                try (HistoryStore fresh = TestStores.open(reopened)) {
                    next.in(fresh.conversation("c"));
                    assertThat(turns(one)).isEqualTo(turns(fresh));
                }
            }
        }
    }

    @Example
    void aConversationThatBeginsAgainContainsNothingOfTheDeletedOne() throws IOException {
        try (HistoryStore store =
                TestStores.open(Files.createTempDirectory(folder, "again").resolve("h.db"))) {
            Exchange yes = Exchange.ofRequest(voice(user("Yes")));
            store.conversation("c").record(yes);
            store.conversation("c").delete();
            assertThat(stored(store.conversation("c").record(yes)).turns().count())
                    .isEqualTo(1);
        }
    }

    private interface Step {
        void in(Conversation conversation);
    }

    /** An app that sends its whole history, edits it, is interrupted, and sometimes repeats a step. */
    private static final class App {
        private final List<String> history = new ArrayList<>();
        private Step last = conversation -> {};
        private int said;

        Step next(int kind) {
            switch (kind) {
                case 0, 1 -> last = say();
                case 2 -> {
                    history.subList(Math.max(0, history.size() - 2), history.size())
                            .clear();
                    last = say();
                }
                case 3 -> last = alone();
                case 4 -> {
                    return this::interrupt;
                }
                case 5 -> {
                    return this::delete;
                }
                default -> {
                    return last; // once more
                }
            }
            return last;
        }

        private Step say() {
            history.add(user("Question " + said));
            String request = voice(history.toArray(String[]::new));
            SpokenReply reply = SpokenReply.reply("Answer " + said).begunAt(NOON.plusSeconds(said++));
            history.add(reply.replayed());
            return conversation -> conversation.record(Exchange.of(request, reply.whole()));
        }

        private Step alone() {
            String message = user("Question " + said++ % 3);
            return conversation ->
                    conversation.record(Exchange.ofRequest(voice(message)).withAt(NOON));
        }

        private void interrupt(Conversation conversation) {
            turns(conversation).stream()
                    .filter(turn -> turn.audio() != null)
                    .mapToLong(Turn::position)
                    .max()
                    .ifPresent(position -> conversation.interrupted(position, Duration.ZERO));
        }

        private void delete(Conversation conversation) {
            if (!turns(conversation).isEmpty()) {
                conversation.delete();
            }
            history.clear();
        }
    }

    private static List<String> turns(HistoryStore store) {
        return turns(store.conversation("c")).stream().map(Object::toString).toList();
    }

    private static List<Turn> turns(Conversation conversation) {
        try {
            return conversation.turns();
        } catch (io.histctl.error.NotFoundException e) {
            return List.of();
        }
    }
}
