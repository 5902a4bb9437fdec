package io.histctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.Rounds.Plan;
import io.histctl.standin.StandIn;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Random conversations, from the first word through pauses of days: what is exported is accepted, what was said is stored. */
class LoopProperties {
    private static @Nullable LoopStore store;

    @BeforeContainer
    static void open() {
        store = new LoopStore();
    }

    @AfterContainer
    static void close() {
        System.out.println("CPU "
                + java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1000000);
        try (LoopStore closing = store()) {
            assertThat(closing.verify()).isEmpty();
        }
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void anyConversationGoesOnAndIsStoredAsItWas(@ForAll("plans") Plan plan) {
        LoopStore loop = store();
        StandIn standIn = new StandIn(loop.clock(), plan.seed());
        VoiceApp app = new VoiceApp(loop, standIn::complete, plan.seed(), plan.instructed());
        plan.rounds().forEach(app::live);
    }

    @Provide
    Arbitrary<Plan> plans() {
        return Rounds.plans();
    }

    private static LoopStore store() {
        LoopStore open = store;
        if (open == null) {
            throw new IllegalStateException("the store is not open");
        }
        return open;
    }
}
