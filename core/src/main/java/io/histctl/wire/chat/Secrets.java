package io.histctl.wire.chat;

import io.histctl.wire.JsonObjectWriter;
import io.histctl.wire.JsonSlice;
import io.histctl.wire.Notes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Drops credentials that clients put in the body of a request, so that they are neither stored nor sent. */
final class Secrets {
    private static final Pattern NAMES = Pattern.compile(
            "(x[-_])?(azure[-_])?api[-_]?key|(proxy[-_])?authorization|((extra|default)[-_])?headers"
                    + "|((access|auth|bearer|refresh|session|azure_ad|aws_session)[-_]?)?token"
                    + "|(client[-_]?|aws_)?secret([-_]?(access[-_]?)?key)?|aws_access_key_id|password|passwd"
                    + "|((vertex|azure|aws)[-_])?credentials?|cookies?",
            Pattern.CASE_INSENSITIVE);

    /** Objects whose members clients merge into the request or pass to a gateway. */
    private static final Set<String> WRAPPERS =
            Set.of("extra_body", "extra_query", "litellm_params", "provider_options");

    private Secrets() {}

    /** The members except those that may contain credentials. */
    static Map<String, JsonSlice> withoutSecrets(Map<String, JsonSlice> members, Notes notes) {
        Map<String, JsonSlice> kept = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            if (NAMES.matcher(name).matches() && !value.isNull()) {
                notes.add(name + " may contain credentials and was not stored");
            } else if (WRAPPERS.contains(name) && value.isObject()) {
                Map<String, JsonSlice> inner = value.members();
                Map<String, JsonSlice> without = withoutSecrets(inner, notes);
                kept.put(name, without.size() == inner.size() ? value : JsonSlice.of(object(without)));
            } else {
                kept.put(name, value);
            }
        });
        return kept;
    }

    /** The members as a JSON object. */
    static byte[] object(Map<String, JsonSlice> members) {
        JsonObjectWriter object = new JsonObjectWriter();
        members.forEach(object::member);
        return object.bytes();
    }
}
