package io.histctl.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.simulation.Rounds.Plan;
import io.histctl.standin.Answer;
import io.histctl.standin.Dialect;
import io.histctl.standin.Json;
import io.histctl.standin.SettableClock;
import io.histctl.standin.StandIn;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterProperty;

/**
 * Random conversations in every dialect, with pauses of seconds and days: every export is accepted, and every message is
 * stored. Seeds are fixed, so that a build can be repeated. {@code histctl.conversations} is the number for each gateway.
 */
class LoopProperties {
    private final ReopenableStore store = new ReopenableStore();

    @AfterProperty
    void close() {
        try (store) {
            assertThat(store.verify()).isEmpty();
        }
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE, seed = "20261123")
    void openAi(@ForAll("plans") Plan plan) {
        converse(plan, Dialect.OPENAI);
    }

    @AddLifecycleHook(ConversationLimit.class)
    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE, seed = "20261124")
    void azure(@ForAll("plans") Plan plan) {
        converse(plan, Dialect.AZURE);
    }

    @AddLifecycleHook(ConversationLimit.class)
    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE, seed = "20261125")
    void liteLlm(@ForAll("plans") Plan plan) {
        converse(plan, Dialect.LITELLM);
    }

    @AddLifecycleHook(ConversationLimit.class)
    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE, seed = "20261126")
    void openRouter(@ForAll("plans") Plan plan) {
        converse(plan, Dialect.OPENROUTER);
    }

    @AddLifecycleHook(ConversationLimit.class)
    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE, seed = "20261127")
    void savedStream(@ForAll("plans") Plan plan) {
        converse(plan, Dialect.SAVED_STREAM);
    }

    @AddLifecycleHook(ConversationLimit.class)
    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE, seed = "20261128")
    void looseToolCalls(@ForAll("plans") Plan plan) {
        converse(plan, Dialect.LOOSE_TOOL_CALLS);
    }

    @AddLifecycleHook(ConversationLimit.class)
    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE, seed = "20261129")
    void namelessAudio(@ForAll("plans") Plan plan) {
        converse(plan, Dialect.NAMELESS_AUDIO);
    }

    @AddLifecycleHook(ConversationLimit.class)
    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE, seed = "20261130")
    void emptyEnvelope(@ForAll("plans") Plan plan) {
        converse(plan, Dialect.EMPTY_ENVELOPE);
    }

    @AddLifecycleHook(ConversationLimit.class)
    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE, seed = "20261131")
    void constantId(@ForAll("plans") Plan plan) {
        converse(plan, Dialect.CONSTANT_ID);
    }

    private void converse(Plan plan, Dialect dialect) {
        StandIn standIn = new StandIn(store.clock(), plan.seed(), dialect);
        SimulatedApp app = new SimulatedApp(
                store,
                standIn::complete,
                () -> standIn.signedImage(Duration.ofHours(2)),
                plan.seed(),
                plan.instructed());
        plan.rounds().forEach(app::play);
    }

    /** Proves that the stand-in can fail: without the library, the first pause of an hour ends the conversation. */
    @Example
    void theSameLoopWithIdsReplayedBlindlyIsRefused() {
        SettableClock clock = new SettableClock(Instant.parse("2026-11-23T10:00:00Z"));
        StandIn standIn = new StandIn(clock, 1);
        ObjectNode request = new RequestedSettings("gpt-audio-1.5", "ash", true, false, "wav", false).request();
        ArrayNode messages = request.putArray("messages");
        assertThat(ask(messages, request, standIn).status()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(59));
        assertThat(ask(messages, request, standIn).status()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(2));
        Answer refused = ask(messages, request, standIn);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/error/code").asText()).isEqualTo("audio_not_found");
    }

    @Provide
    Arbitrary<Plan> plans() {
        return Rounds.plans();
    }

    private static Answer ask(ArrayNode messages, ObjectNode request, StandIn standIn) {
        messages.addObject().put("role", "user").put("content", "And then?");
        Answer answer = standIn.complete(Json.bytes(request));
        if (answer.status() == 200) {
            String id = ReceivedReply.whole(answer.body()).at("/audio/id").textValue();
            messages.addObject().put("role", "assistant").putObject("audio").put("id", id);
        }
        return answer;
    }
}
