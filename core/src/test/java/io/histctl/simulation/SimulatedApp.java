package io.histctl.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.Conversation;
import io.histctl.export.Export;
import io.histctl.export.ExportOptions;
import io.histctl.export.ExportReport;
import io.histctl.model.Turn;
import io.histctl.record.Exchange;
import io.histctl.record.Recorded;
import io.histctl.record.RecordedReply;
import io.histctl.record.RecordingStream;
import io.histctl.simulation.Round.Change;
import io.histctl.simulation.Round.Habit;
import io.histctl.simulation.Round.Kind;
import io.histctl.simulation.Round.Mishap;
import io.histctl.simulation.Round.Way;
import io.histctl.standin.Answer;
import io.histctl.standin.Behaviour;
import io.histctl.standin.Json;
import io.histctl.standin.StandIn;
import io.histctl.testing.Results;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A voice app as users write them: it exports or keeps messages of its own, sends, records what went over the wire. After
 * each record it compares the store with the messages that were exchanged.
 */
final class SimulatedApp {
    private static final Round NONE = new Round(
            Duration.ZERO,
            Round.Ask.TEXT,
            Way.EXPORT_AND_ADD,
            new Round.Export(null, Duration.ZERO, Duration.ZERO),
            new Round.Reply(Kind.SPEAK, 1, false, 0, 1_001, Habit.TOGETHER),
            Change.NOTHING,
            Set.of(),
            0);

    private final ReopenableStore store;
    private final Transport wire;
    private final String id;
    private final Random random;
    private final RoundIntent intent;
    private final ExpectedConversation truth = new ExpectedConversation();
    private final Disturbances disturbances;
    private final RepeatedRecording repeats;

    private @Nullable RequestedSettings recorded;

    /** The app's own history: the messages of its last request, and the reply. */
    private ArrayNode own = Json.array();

    private Round round = NONE;

    /** @param images supplies the URL of an image that works for some hours */
    SimulatedApp(ReopenableStore store, Transport wire, Supplier<String> images, int seed, boolean instructed) {
        this.store = store;
        this.wire = wire;
        this.id = store.newConversation();
        this.random = new Random(seed);
        Phrases asks = new Phrases(random, images);
        this.disturbances = new Disturbances(store, id, truth, asks, random);
        this.repeats = new RepeatedRecording(store, id, random);
        this.intent = new RoundIntent(random, asks, instructed);
    }

    /** Plays a round. */
    void play(Round next) {
        round = next;
        store.clock().advance(next.pause());
        disturb();
        intent.become(next, !truth.isEmpty());
        for (int i = 0; i < next.reply().errors(); i++) {
            exchange(Behaviour.serverError());
        }
        exchange(behaviour());
        repeats.repeat(round.mishaps());
    }

    private Conversation conversation() {
        return store.conversation(id);
    }

    // before the user speaks

    private void disturb() {
        if (round.mishaps().contains(Mishap.STORE_REOPENED)) {
            store.reopen();
        }
        if (truth.isEmpty()) {
            return;
        }
        disturbances.happen(round.mishaps());
    }

    private Behaviour behaviour() {
        return switch (round.reply().kind()) {
            case SPEAK -> Behaviour.speak();
            case CALL_TOOLS -> Behaviour.toolCalls(round.reply().calls());
            case REFUSE -> Behaviour.refuse();
        };
    }

    // one exchange

    private record Sent(byte[] request, @Nullable ExportReport report) {}

    private void exchange(Behaviour behaviour) {
        Sent sent = compose();
        Answer answer = wire.send(sent.request, behaviour);
        String error = ReceivedReply.error(answer);
        boolean lost = error != null && error.contains("Assistant audio ");
        boolean expired = error != null && error.contains("Error while downloading ");
        if (sent.report == null && (lost || expired)) {
            recordError(sent.request, answer.body(), lost ? Recorded.AudioGone.class : Recorded.ReferenceGone.class);
            sent = export();
            answer = wire.send(sent.request, behaviour);
            error = ReceivedReply.error(answer);
        }
        if (error != null && error.contains(StandIn.SERVER_ERROR)) {
            recordError(sent.request, answer.body(), Recorded.ApiError.class);
            return;
        }
        assertThat(error).isNull();
        byte[] received = received(answer);
        ObjectNode reply =
                intent.wanted().streamed() ? ReceivedReply.streamed(received) : ReceivedReply.whole(received);
        PayloadAssertions.ensureVoice(sent.report, intent.wanted(), behaviour, answer);
        recordReply(sent.request, received, reply);
    }

    private Sent compose() {
        boolean ownInstructions =
                round.change() != Change.INSTRUCTION_CHANGED && round.change() != Change.INSTRUCTION_ADDED;
        if (truth.isEmpty()) {
            ObjectNode request = intent.wanted().request();
            request.putArray("messages").addAll(intent.instructions()).addAll(intent.unsaid());
            return new Sent(Json.bytes(request), null);
        }
        if (round.way() == Way.OWN_MESSAGES && ownInstructions && !own.isEmpty()) {
            ObjectNode request = intent.wanted().request();
            add(request.putArray("messages").addAll(own));
            return new Sent(Json.bytes(request), null);
        }
        return export();
    }

    private void add(ArrayNode messages) {
        if (intent.quoted() != null && !intent.unsaid().isEmpty()) {
            messages.add(intent.quoted());
        }
        messages.addAll(intent.unsaid());
    }

    private Sent export() {
        boolean append = round.way() == Way.EXPORT_APPENDED && !intent.unsaid().isEmpty();
        ExportOptions options = ExportOptions.DEFAULT
                .withMargin(round.export().margin())
                .withPolicy(round.export().policy())
                .withOverrides(
                        recorded == null || round.dice() % 2 == 0
                                ? intent.wanted().asOverrides()
                                : intent.wanted().asChangesTo(recorded));
        options = append
                ? options.withAppended(Json.array().addAll(intent.unsaid()).toString())
                : options;
        Export export = conversation().export(options);
        assertThat(conversation().export(options).payload())
                .as("exported again")
                .isEqualTo(export.payload());
        PayloadAssertions.ensurePlan(
                export.report(), intent.wanted(), round.export(), store.clock().instant());
        ObjectNode request = (ObjectNode) Json.read(export.payload());
        PayloadAssertions.ensureNothingLost(request, disturbances.lost());
        boolean edited = edit(request, append);
        store.clock().advance(round.export().delay());
        return new Sent(edited ? Json.bytes(request) : export.payload(), export.report());
    }

    /** Edits an export as the app does before sending it; returns false if nothing changed. */
    private boolean edit(ObjectNode request, boolean appended) {
        ArrayNode messages = (ArrayNode) request.path("messages");
        List<JsonNode> exported = new ArrayList<>();
        messages.forEach(exported::add);
        List<JsonNode> rest = exported.subList(truth.instructions(), exported.size());
        messages.removeAll();
        if (round.change() != Change.INSTRUCTION_LEFT_OUT) {
            messages.addAll(intent.instructions());
        }
        messages.addAll(rest);
        if (!appended) {
            add(messages);
        }
        intent.wanted().addTo(request);
        return !appended || round.change() != Change.NOTHING || !intent.wanted().isExported();
    }

    /** The part of a stream that arrives. */
    private byte[] received(Answer answer) {
        long arrived = (long) answer.body().length * round.reply().arrived() / 1_000;
        return isCut() ? Arrays.copyOf(answer.body(), Math.max(1, (int) arrived)) : answer.body();
    }

    private boolean isCut() {
        return intent.wanted().streamed() && round.reply().arrived() <= 1_000;
    }

    // recording

    private void recordError(byte[] request, byte[] body, Class<? extends Recorded> kind) {
        Recorded result = recordAfterRequest(request, body);
        assertThat(result).isInstanceOf(kind);
        if (!truth.isEmpty()) {
            compare();
        }
    }

    private void recordReply(byte[] request, byte[] received, @Nullable ObjectNode reply) {
        boolean live =
                round.reply().habit() == Habit.AS_IT_ARRIVES && intent.wanted().streamed();
        Recorded result = live ? recordLive(request, received) : recordAfterRequest(request, received);
        boolean stored = reply != null || hasNews();
        said(request);
        hear(reply);
        List<Turn> turns = compare();
        assertThat(result).isInstanceOf(stored ? Recorded.Stored.class : Recorded.Duplicate.class);
        assertThat(Results.audioId(result))
                .isEqualTo(reply == null ? null : reply.path("audio").path("id").textValue());
        assertThat(result.reply().map(RecordedReply::voiceLost).orElse(false))
                .as("voice lost")
                .isEqualTo(isVoiceLost(reply));
        if (reply != null && !isCut()) {
            PayloadAssertions.ensureUsage(received, turns);
        }
        repeats.add(exchange(request, received));
    }

    private Recorded recordAfterRequest(byte[] request, byte[] response) {
        Habit habit = round.reply().habit();
        if (habit == Habit.REQUEST_THEN_BOTH || habit == Habit.REQUEST_THEN_RESPONSE) {
            recordRequest(request);
        }
        return conversation().record(exchange(habit == Habit.REQUEST_THEN_RESPONSE ? null : request, response));
    }

    private Recorded recordLive(byte[] request, byte[] received) {
        try (RecordingStream stream = conversation().recordStream(exchange(request, null))) {
            int at = 0;
            for (int piece = random.nextInt(3); piece > 0; piece--) {
                int end = at + random.nextInt(received.length - at);
                stream.accept(Arrays.copyOfRange(received, at, end));
                at = end;
            }
            stream.accept(Arrays.copyOfRange(received, at, received.length));
            return stream.end();
        }
    }

    private void recordRequest(byte[] request) {
        Recorded result = conversation().record(exchange(request, null));
        assertThat(result).isInstanceOf(hasNews() ? Recorded.Stored.class : Recorded.Duplicate.class);
        said(request);
        compare();
    }

    private boolean hasNews() {
        return !intent.unsaid().isEmpty() || !truth.isInstructedBy(intent.instructions());
    }

    private void said(byte[] request) {
        intent.unsaid().forEach(truth::add);
        intent.said();
        truth.instructedBy(intent.instructions());
        recorded = intent.wanted();
        own = (ArrayNode) Json.read(request).path("messages");
    }

    private void hear(@Nullable ObjectNode reply) {
        boolean calls = reply != null && reply.has("tool_calls");
        ObjectNode kept = reply == null ? null : ReceivedReply.asHistory(reply, round.dice() % 2 == 0);
        intent.heard(reply != null, calls && !isCut() ? kept : null);
        if (reply != null) {
            truth.add(reply);
            if (!calls) {
                keep(kept);
            }
        }
    }

    /** Adds a reply to the app's own history, or clears that if the reply can't be sent. */
    private void keep(@Nullable ObjectNode reply) {
        if (reply == null) {
            own = Json.array();
        } else {
            own.add(reply);
        }
    }

    private boolean isVoiceLost(@Nullable ObjectNode reply) {
        return reply != null && intent.wanted().audio() && reply.hasNonNull("content") && !reply.has("audio");
    }

    private static Exchange exchange(byte @Nullable [] request, byte @Nullable [] response) {
        return Exchange.of(request, response);
    }

    private List<Turn> compare() {
        List<Turn> turns = conversation().turns();
        truth.mustBe(turns);
        return turns;
    }
}
