package io.histctl.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.error.InvalidInputException;
import io.histctl.model.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Histories so long that comparing each message with each turn would take days. */
class AlignmentTest {
    private static final int MANY = 1_000_000;

    @Test
    void aLongHistoryContinuesAtItsEnd() {
        List<RequestForm> request = new ArrayList<>(request(MANY, MANY));
        request.add(new RequestForm(-1, Role.USER, true));
        assertThat(Alignment.of(request, stored(MANY, MANY), true))
                .isEqualTo(new Alignment(1, MANY, Long.MAX_VALUE, false, List.of()));
    }

    @Test
    void aLongHistoryOfTheSameWordsContinuesAtItsEnd() {
        List<RequestForm> request = new ArrayList<>(request(MANY, 2));
        request.add(new RequestForm(-1, Role.USER, true));
        assertThat(Alignment.of(request, stored(MANY, 2), true))
                .isEqualTo(new Alignment(1, MANY, Long.MAX_VALUE, false, List.of()));
    }

    @Test
    void turnsThatMayBeMissingAreComparedOnce() {
        List<StoredForm> stored = LongStream.rangeClosed(1, MANY)
                .mapToObj(position -> new StoredForm(position, Role.TOOL, position, true, true, Set::of))
                .toList();
        assertThat(Alignment.of(List.of(new RequestForm(-1, Role.USER, true)), stored, false))
                .isEqualTo(new Alignment(0, Long.MAX_VALUE, false));
    }

    @Test
    void manySimilarRepliesAreRefusedInTime() {
        List<RequestForm> request =
                new ArrayList<>(Collections.nCopies(MANY, new RequestForm(0, Role.ASSISTANT, true)));
        request.add(new RequestForm(-1, Role.ASSISTANT, true));
        List<StoredForm> stored = Collections.nCopies(MANY, new StoredForm(1, Role.ASSISTANT, 0, false, true, Set::of));
        assertThatThrownBy(() -> Alignment.of(request, stored, true))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("too many similar messages")
                .hasMessageContaining("conversation of its own");
    }

    private static List<RequestForm> request(int count, int different) {
        return IntStream.range(0, count)
                .mapToObj(i -> new RequestForm(i % different, role(i), true))
                .toList();
    }

    private static List<StoredForm> stored(int count, int different) {
        return IntStream.range(0, count)
                .mapToObj(i -> new StoredForm(i + 1, role(i), i % different, false, true, Set::of))
                .toList();
    }

    private static Role role(int i) {
        return i % 2 == 0 ? Role.USER : Role.ASSISTANT;
    }
}
