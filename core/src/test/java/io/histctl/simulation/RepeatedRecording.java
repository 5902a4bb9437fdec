package io.histctl.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.model.Turn;
import io.histctl.record.Exchange;
import io.histctl.record.Recorded;
import io.histctl.simulation.Round.Mishap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Records exchanges again, which must change nothing. */
final class RepeatedRecording {
    private final ReopenableStore store;
    private final String id;
    private final Random random;
    private final List<Exchange> past = new ArrayList<>();

    RepeatedRecording(ReopenableStore store, String id, Random random) {
        this.store = store;
        this.id = id;
        this.random = random;
    }

    void add(Exchange exchange) {
        past.add(exchange);
    }

    void repeat(Set<Mishap> mishaps) {
        if (mishaps.isEmpty()) {
            return;
        }
        List<Turn> before = store.conversation(id).turns();
        Exchange earlier = past.get(random.nextInt(past.size()));
        if (mishaps.contains(Mishap.RECORDED_AGAIN)) {
            ensureDuplicate(past.get(past.size() - 1));
        }
        if (mishaps.contains(Mishap.EARLIER_EXCHANGE_RECORDED_AGAIN)) {
            ensureDuplicate(earlier);
        }
        if (mishaps.contains(Mishap.EARLIER_REQUEST_RECORDED_AGAIN)) {
            ensureDuplicate(requestAlone(earlier));
        }
        if (mishaps.contains(Mishap.PART_RECORDED_AGAIN)) {
            ensureDuplicate(part(earlier));
        }
        assertThat(store.conversation(id).turns())
                .as("after it was recorded again")
                .isEqualTo(before);
    }

    /** The exchange with a shorter part of its stream; unchanged if it was not streamed. */
    private Exchange part(Exchange exchange) {
        byte[] response = exchange.response();
        if (response == null || response[0] == '{') {
            return exchange;
        }
        byte[] arrived = Arrays.copyOf(response, 1 + random.nextInt(response.length));
        return Exchange.of(exchange.request(), arrived);
    }

    private static Exchange requestAlone(Exchange exchange) {
        return Exchange.of(exchange.request(), null);
    }

    /** A question without a reply may be a duplicate or a new one, so the app states that it is the first. */
    private static Exchange stated(Exchange exchange) {
        byte[] response = exchange.response();
        boolean unanswered = response == null || (response[0] != '{' && ReceivedReply.streamed(response) == null);
        String request = new String(exchange.request(), StandardCharsets.UTF_8);
        boolean quotesReply = request.contains("\"role\":\"assistant\"") || request.contains("[histctl summary");
        return unanswered && !quotesReply ? exchange.follows(0) : exchange;
    }

    private void ensureDuplicate(Exchange exchange) {
        assertThat(store.conversation(id).record(stated(exchange)))
                .as("recorded again: " + new String(exchange.request(), StandardCharsets.UTF_8))
                .isInstanceOfAny(Recorded.Duplicate.class, Recorded.StillIncomplete.class);
    }
}
