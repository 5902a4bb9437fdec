package io.histctl.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.model.AudioRef;
import io.histctl.model.Turn;
import io.histctl.model.Turn.Standing;
import io.histctl.record.Exchange;
import io.histctl.standin.Answer;
import io.histctl.standin.Json;
import io.histctl.standin.StandIn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterProperty;

/**
 * The exchanges of a spoken conversation, recorded in any order: late, more than once, with retries and edited beginnings
 * among them. Each reply has an audio id and a time, which is all that is needed to put them in order.
 */
class AnyOrderProperties {
    private final ReopenableStore store = new ReopenableStore();

    @AfterProperty
    void close() {
        try (store) {
            assertThat(store.verify()).isEmpty();
        }
    }

    /** What the app does next. */
    enum Kind {
        /** Goes on with the reply it received last. */
        CONTINUE,
        /** Sends the last request again and drops the reply it had received. */
        RETRY,
        /** Replaces an earlier question and drops all that followed it. */
        EDIT
    }

    /**
     * One exchange.
     *
     * @param back how many questions to go back; only for an edit
     */
    record Step(Kind kind, String question, int back) {}

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, seed = "20261128")
    void anyOrderEndsInTheHistoryOfTheTrueOrder(
            @ForAll("steps") List<Step> steps, @ForAll boolean instructed, @ForAll Random random) {
        String inOrder = store.newConversation();
        StandIn standIn = new StandIn(store.clock(), random.nextLong());
        ArrayNode messages = Json.array();
        List<Exchange> exchanges = new ArrayList<>();
        for (Step step : endingInAHistory(steps)) {
            store.clock().advance(Duration.ofSeconds(1 + random.nextInt(60)));
            Exchange exchange = exchange(instructed, messages, step, standIn);
            store.conversation(inOrder).record(exchange);
            exchanges.add(exchange);
        }

        String shuffled = inOrder + ", shuffled";
        List<Exchange> order = new ArrayList<>(exchanges);
        order.addAll(exchanges.subList(0, random.nextInt(exchanges.size())));
        Collections.shuffle(order, random);
        order.forEach(store.conversation(shuffled)::record);

        List<ExpectedMessage> truth = current(inOrder);
        assertThat(truth.stream().map(AnyOrderProperties::identity)).isEqualTo(identities(messages));
        assertThat(current(shuffled))
                .as("recorded in the order "
                        + order.stream().map(exchanges::indexOf).toList())
                .isEqualTo(truth);
        assertThat(replies(shuffled))
                .containsExactlyInAnyOrderElementsOf(
                        exchanges.stream().map(AnyOrderProperties::audioId).toList());
    }

    /**
     * The steps, of which the last sends a history. A request without one that is not the first may be a retry, an edit, or
     * an app that sends one message at a time; the next request shows which.
     */
    private static List<Step> endingInAHistory(List<Step> steps) {
        List<Step> all = new ArrayList<>(steps);
        all.add(new Step(Kind.CONTINUE, "And then?", 0));
        return all;
    }

    private static List<String> identities(ArrayNode messages) {
        List<String> identities = new ArrayList<>();
        messages.forEach(message -> identities.add(identity(ExpectedMessage.of(message))));
        return identities;
    }

    private static String identity(ExpectedMessage message) {
        return message.role() + " " + (message.audioId() == null ? message.text() : message.audioId());
    }

    /** Sends what the app sends next and keeps the reply in its messages. */
    private static Exchange exchange(boolean instructed, ArrayNode messages, Step step, StandIn standIn) {
        if (step.kind == Kind.RETRY && !messages.isEmpty()) {
            messages.remove(messages.size() - 1);
        } else if (step.kind == Kind.EDIT) {
            for (int i = 0; i < 2 * step.back && !messages.isEmpty(); i++) {
                messages.remove(messages.size() - 1);
            }
        }
        if (step.kind != Kind.RETRY || messages.isEmpty()) {
            messages.addObject().put("role", "user").put("content", step.question);
        }
        ObjectNode request = new RequestedSettings("gpt-audio-1.5", "ash", true, false, "wav", false).request();
        ArrayNode sentMessages = request.putArray("messages");
        if (instructed) {
            sentMessages.addObject().put("role", "system").put("content", "Be brief.");
        }
        sentMessages.addAll(messages);
        byte[] sent = Json.bytes(request);
        Answer answer = standIn.complete(sent);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        Exchange exchange = Exchange.of(sent, answer.body());
        messages.addObject().put("role", "assistant").putObject("audio").put("id", audioId(exchange));
        return exchange;
    }

    private List<ExpectedMessage> current(String conversation) {
        return ExpectedConversation.standing(store.conversation(conversation).turns(), Standing.CURRENT).stream()
                .map(ExpectedMessage::of)
                .toList();
    }

    /** The ids of all replies that are stored with their transcript, current or replaced. */
    private List<String> replies(String conversation) {
        return store.conversation(conversation).turns().stream()
                .filter(turn -> turn.message().audioTranscript() != null)
                .map(Turn::audio)
                .map(AudioRef::id)
                .toList();
    }

    private static String audioId(Exchange exchange) {
        return ReceivedReply.whole(exchange.response()).at("/audio/id").textValue();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Kind> kinds =
                Arbitraries.frequency(Tuple.of(4, Kind.CONTINUE), Tuple.of(1, Kind.RETRY), Tuple.of(1, Kind.EDIT));
        Arbitrary<String> questions =
                Arbitraries.of("Yes.", "Yes.", "And then?", "Who is it?", "Tell me about the lake.");
        return Combinators.combine(kinds, questions, Arbitraries.integers().between(1, 3))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(7);
    }
}
