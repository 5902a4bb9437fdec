package io.histctl.intercept;

import java.util.Set;
import org.apiguardian.api.API;

/**
 * Audio ids that a request must not contain, because the API has just refused them.
 *
 * @param refused ids that are not to be sent
 * @param noIds whether no id at all may be sent
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public record ReplayLimits(Set<String> refused, boolean noIds) {
    /** Any id that is valid may be sent. */
    public static final ReplayLimits NONE = new ReplayLimits(Set.of(), false);

    /** No id may be sent. */
    public static final ReplayLimits NO_IDS = new ReplayLimits(Set.of(), true);

    public ReplayLimits {
        refused = Set.copyOf(refused);
    }

    boolean forbids(String id) {
        return noIds || refused.contains(id);
    }
}
