package io.histctl.simulation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/** Ends a property after fewer tries than it declares, unless a system property asks for more. */
final class ConversationLimit implements AroundTryHook {
    private static final int CONVERSATIONS = Integer.getInteger("histctl.conversations", 20);

    private final Map<String, Integer> tries = new ConcurrentHashMap<>();

    @Override
    public TryExecutionResult aroundTry(TryLifecycleContext context, TryExecutor aTry, List<Object> parameters) {
        TryExecutionResult result = aTry.execute(parameters);
        int count = tries.merge(context.label(), 1, Integer::sum);
        return result.isSatisfied() && count >= CONVERSATIONS ? TryExecutionResult.satisfied(true) : result;
    }
}
