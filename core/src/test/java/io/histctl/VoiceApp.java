package io.histctl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.Recorded.Outcome;
import io.histctl.Round.Change;
import io.histctl.Round.Habit;
import io.histctl.Round.Kind;
import io.histctl.Round.Mishap;
import io.histctl.Round.Way;
import io.histctl.model.Turn;
import io.histctl.standin.Answer;
import io.histctl.standin.Behaviour;
import io.histctl.standin.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A voice app as users write them: it exports or keeps messages of its own, sends, records what went over the wire. After
 * each record it compares the store with what was truly said.
 */
final class VoiceApp {
    private static final List<String> MODELS = List.of("gpt-audio-1.5", "gpt-audio-mini-2025-12-15");
    private static final List<String> VOICES = List.of("ash", "marin");
    private static final String TEXT_MODEL = "gpt-4.1";

    private static final Round NONE = new Round(
            Duration.ZERO,
            Round.Ask.TEXT,
            Way.EXPORT_AND_ADD,
            new Round.Export(null, Duration.ZERO, Duration.ZERO),
            new Round.Reply(Kind.SPEAK, 1, false, 0, 1_001, Habit.TOGETHER),
            Change.NOTHING,
            Set.of(),
            0);

    private final LoopStore store;
    private final Wire wire;
    private final String id;
    private final Random random;
    private final Asks asks;
    private final TrueConversation truth = new TrueConversation();
    private final Disturbances disturbances;
    private final Repeats repeats;

    private String model = MODELS.get(0);
    private String voice = VOICES.get(0);
    private @Nullable Wanted recorded;

    /** Its own messages: of the last request, and the reply. */
    private ArrayNode own = Json.array();

    private List<ObjectNode> instructions = new ArrayList<>();
    private @Nullable ObjectNode pendingCalls;
    private boolean unheard;

    // of the round
    private Round round = NONE;
    private Wanted wanted = new Wanted("", "", true, false, "wav", false);
    private List<ObjectNode> unsaid = List.of();
    private @Nullable ObjectNode quoted;

    VoiceApp(LoopStore store, Wire wire, int seed, boolean instructed) {
        this.store = store;
        this.wire = wire;
        this.id = store.newConversation();
        this.random = new Random(seed);
        this.asks = new Asks(random);
        this.disturbances = new Disturbances(store, id, truth, asks, random);
        this.repeats = new Repeats(store, id, random);
        if (instructed) {
            instructions.add(asks.instruction());
        }
    }

    /** Lives through a round. */
    void live(Round next) {
        round = next;
        store.clock().advance(next.pause());
        before();
        changeSettings();
        changeInstructions();
        speakUp();
        for (int i = 0; i < next.reply().errors(); i++) {
            exchange(Behaviour.serverError());
        }
        exchange(behaviour());
        repeats.happen(round.mishaps());
    }

    private Conversation conversation() {
        return store.conversation(id);
    }

    private boolean happens(Mishap mishap) {
        return round.mishaps().contains(mishap);
    }

    // what happens before the user speaks

    private void before() {
        if (happens(Mishap.STORE_REOPENED)) {
            store.reopen();
        }
        if (truth.isEmpty()) {
            return;
        }
        disturbances.happen(round.mishaps());
    }

    // what the app wants of this round

    private void changeSettings() {
        boolean audio = round.change() != Change.TEXT_ONLY;
        boolean streamed = round.reply().streamed();
        if (round.change() == Change.MODEL) {
            model = MODELS.get(1 - MODELS.indexOf(model));
        }
        if (round.change() == Change.VOICE) {
            voice = VOICES.get(1 - VOICES.indexOf(voice));
        }
        String format = streamed ? "pcm16" : random.nextBoolean() ? "wav" : "mp3";
        wanted = new Wanted(audio ? model : TEXT_MODEL, voice, audio, streamed, format, random.nextBoolean());
    }

    private void changeInstructions() {
        if (round.change() == Change.INSTRUCTION_CHANGED) {
            instructions = new ArrayList<>(List.of(asks.instruction()));
        } else if (round.change() == Change.INSTRUCTION_ADDED) {
            instructions.add(round.dice() % 2 == 0 ? 0 : instructions.size(), asks.instruction());
        }
    }

    private void speakUp() {
        unsaid = new ArrayList<>();
        quoted = null;
        if (pendingCalls != null && !happens(Mishap.CALLS_FORGOTTEN)) {
            quoted = pendingCalls;
            unsaid.addAll(asks.results(pendingCalls.path("tool_calls")));
        } else if (!unheard || round.dice() % 3 != 0) {
            if (round.change() == Change.INSTRUCTION_IN_BETWEEN && !truth.isEmpty()) {
                unsaid.add(asks.instruction());
            }
            unsaid.add(asks.user(round.ask()));
        }
        pendingCalls = null;
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
        if (answer.status() == 400 && sent.report == null && !truth.isEmpty()) {
            assertThat(answer.json().at("/error/code").asText()).isEqualTo("audio_not_found");
            recordError(sent.request, answer.body(), Outcome.GONE);
            sent = export();
            answer = wire.send(sent.request, behaviour);
        }
        if (behaviour.kind() == Behaviour.Kind.SERVER_ERROR && answer.status() == 500) {
            recordError(sent.request, answer.body(), Outcome.REFUSED);
            return;
        }
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        byte[] received = received(answer);
        ObjectNode reply = wanted.streamed() ? Arrived.streamed(received) : Arrived.whole(received);
        Claims.ensureVoice(sent.report, wanted, behaviour, answer);
        recordReply(sent.request, received, reply);
    }

    private Sent compose() {
        boolean ownInstructions =
                round.change() != Change.INSTRUCTION_CHANGED && round.change() != Change.INSTRUCTION_ADDED;
        if (truth.isEmpty()) {
            ObjectNode request = wanted.request();
            request.putArray("messages").addAll(instructions).addAll(unsaid);
            return new Sent(Json.bytes(request), null);
        }
        if (round.way() == Way.OWN_MESSAGES && ownInstructions) {
            ObjectNode request = wanted.request();
            add(request.putArray("messages").addAll(own));
            return new Sent(Json.bytes(request), null);
        }
        return export();
    }

    private void add(ArrayNode messages) {
        if (quoted != null && !unsaid.isEmpty()) {
            messages.add(quoted);
        }
        messages.addAll(unsaid);
    }

    private Sent export() {
        boolean append = round.way() == Way.EXPORT_APPENDED && !unsaid.isEmpty();
        ExportOptions options = ExportOptions.DEFAULT
                .withMargin(round.export().margin())
                .withPolicy(round.export().policy())
                .withOverrides(
                        recorded == null || round.dice() % 2 == 0
                                ? wanted.asOverrides()
                                : wanted.asChangesTo(recorded));
        options = append ? options.withAppended(Json.array().addAll(unsaid).toString()) : options;
        Export export = conversation().export(options);
        assertThat(conversation().export(options).payload())
                .as("exported again")
                .isEqualTo(export.payload());
        Claims.ensurePlan(export.report(), wanted, round.export(), store.clock().instant());
        ObjectNode request = (ObjectNode) Json.read(export.payload());
        Claims.ensureNothingLost(request, disturbances.lost());
        boolean edited = edit(request, append);
        store.clock().advance(round.export().delay());
        return new Sent(edited ? Json.bytes(request) : export.payload(), export.report());
    }

    /** What the app does to an export before it sends it; false: nothing. */
    private boolean edit(ObjectNode request, boolean appended) {
        ArrayNode messages = (ArrayNode) request.path("messages");
        List<JsonNode> exported = new ArrayList<>();
        messages.forEach(exported::add);
        List<JsonNode> behind = exported.subList(truth.instructions(), exported.size());
        messages.removeAll();
        if (round.change() != Change.INSTRUCTION_LEFT_OUT) {
            messages.addAll(instructions);
        }
        messages.addAll(behind);
        if (!appended) {
            add(messages);
        }
        wanted.addTo(request);
        return !appended || round.change() != Change.NOTHING || !wanted.isExported();
    }

    /** The part of a stream that arrives. */
    private byte[] received(Answer answer) {
        long arrived = (long) answer.body().length * round.reply().arrived() / 1_000;
        return isCut() ? Arrays.copyOf(answer.body(), Math.max(1, (int) arrived)) : answer.body();
    }

    private boolean isCut() {
        return wanted.streamed() && round.reply().arrived() <= 1_000;
    }

    // recording

    private void recordError(byte[] request, byte[] body, Outcome outcome) {
        Recorded told = recordAfterRequest(request, body);
        assertThat(told.outcome()).isEqualTo(outcome);
        if (!truth.isEmpty()) {
            compare();
        }
    }

    private void recordReply(byte[] request, byte[] received, @Nullable ObjectNode reply) {
        boolean live = round.reply().habit() == Habit.AS_IT_ARRIVES && wanted.streamed();
        Recorded told = live ? recordLive(request, received) : recordAfterRequest(request, received);
        boolean stored = reply != null || hasNews();
        said(request);
        hear(reply);
        List<Turn> turns = compare();
        assertThat(told.outcome()).isEqualTo(stored ? Outcome.STORED : Outcome.KNOWN);
        assertThat(told.audioId())
                .isEqualTo(reply == null ? null : reply.path("audio").path("id").textValue());
        assertThat(told.voiceLost()).as("voice lost").isEqualTo(isVoiceLost(reply));
        if (reply != null && !isCut()) {
            Claims.ensureUsage(received, turns);
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
        Recorded told = conversation().record(exchange(request, null));
        assertThat(told.outcome()).isEqualTo(hasNews() ? Outcome.STORED : Outcome.KNOWN);
        said(request);
        compare();
    }

    private boolean hasNews() {
        return !unsaid.isEmpty() || !truth.isInstructedBy(instructions);
    }

    private void said(byte[] request) {
        unsaid.forEach(truth::add);
        unsaid = List.of();
        truth.instructedBy(instructions);
        recorded = wanted;
        own = (ArrayNode) Json.read(request).path("messages");
    }

    private void hear(@Nullable ObjectNode reply) {
        unheard = reply == null;
        if (reply == null) {
            return;
        }
        truth.add(reply);
        if (!reply.has("tool_calls")) {
            own.add(asHistory(reply));
        } else if (!isCut()) {
            pendingCalls = asHistory(reply);
        }
    }

    private static ObjectNode asHistory(ObjectNode reply) {
        ObjectNode message = Json.object().put("role", "assistant");
        if (reply.hasNonNull("audio")) {
            message.putObject("audio").set("id", reply.path("audio").path("id"));
            return message;
        }
        for (String member : List.of("content", "refusal", "tool_calls")) {
            if (reply.hasNonNull(member)) {
                message.set(member, reply.path(member));
            }
        }
        return message;
    }

    private boolean isVoiceLost(@Nullable ObjectNode reply) {
        return reply != null && wanted.audio() && reply.hasNonNull("content");
    }

    private static Exchange exchange(byte @Nullable [] request, byte @Nullable [] response) {
        return new Exchange(request, response, null, null, false);
    }

    private List<Turn> compare() {
        List<Turn> turns = conversation().turns();
        truth.mustBe(turns);
        return turns;
    }
}
