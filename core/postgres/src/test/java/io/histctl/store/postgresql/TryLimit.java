package io.histctl.store.postgresql;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/** Ends each property after {@code -Dhistctl.tries} tries, since core tries it more often already. */
public final class TryLimit implements AroundTryHook {
    private static final int TRIES = Integer.getInteger("histctl.tries", 8);

    private final Map<String, Integer> tries = new ConcurrentHashMap<>();

    /** For {@link java.util.ServiceLoader}. */
    public TryLimit() {}

    @Override
    public TryExecutionResult aroundTry(TryLifecycleContext context, TryExecutor aTry, List<Object> parameters) {
        TryExecutionResult result = aTry.execute(parameters);
        int count = tries.merge(context.label(), 1, Integer::sum);
        return result.isSatisfied() && count >= TRIES ? TryExecutionResult.satisfied(true) : result;
    }

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }
}
