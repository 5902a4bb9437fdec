package io.histctl.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.histctl.model.Instants;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Leniently reads members of a JSON object that only describe a message. Gateways send numbers as strings, times in
 * several forms, and {@code 0} or {@code ""} for a missing value. An ambiguous value counts as missing and is noted.
 */
@API(status = API.Status.INTERNAL)
public final class Metadata {
    private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(Instants.LAST.getEpochSecond());

    /** No API of this kind is older; mock servers send small numbers. */
    private static final Instant FIRST_PLAUSIBLE = Instant.parse("2000-01-01T00:00:00Z");

    private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);

    private final Function<String, JsonNode> members;
    private final String path;
    private final Notes notes;

    private Metadata(Function<String, JsonNode> members, String path, Notes notes) {
        this.members = members;
        this.path = path;
        this.notes = notes;
    }

    /** Reads an object's members; {@code path} names it in notes. */
    public static Metadata of(JsonNode object, String path, Notes notes) {
        return new Metadata(object::path, path, notes);
    }

    /** Reads members that are slices of a document. */
    public static Metadata of(Map<String, JsonSlice> members, String path, Notes notes) {
        return new Metadata(
                name -> {
                    JsonSlice slice = members.get(name);
                    return slice == null ? MissingNode.getInstance() : Json.tree(slice);
                },
                path,
                notes);
    }

    /** A string that is not empty, or a number's digits. */
    public @Nullable String text(String name) {
        JsonNode value = members.apply(name);
        if (isAbsent(value)) {
            return null;
        }
        boolean readable = value.isTextual() || value.isIntegralNumber();
        String text = readable ? value.asText() : "";
        if (!readable || Fields.isBrokenUnicode(text)) {
            ignored(name, "not a string");
            return null;
        }
        return text.isEmpty() || text.equals("0") ? null : text;
    }

    /** A whole number, or one in a string; 0 is not a missing value. */
    public @Nullable Long whole(String name) {
        JsonNode value = members.apply(name);
        if (isAbsent(value) || isBlank(value)) {
            return null;
        }
        BigDecimal number = number(value);
        try {
            if (number != null) {
                return number.longValueExact();
            }
        } catch (ArithmeticException fraction) {
            // not a whole number
        }
        ignored(name, "not a whole number");
        return null;
    }

    /** A time in ISO 8601 or Unix seconds; a number past the year 9999 in seconds is in milliseconds. */
    public @Nullable Instant time(String name) {
        JsonNode value = members.apply(name);
        if (isAbsent(value) || isBlank(value)) {
            return null;
        }
        BigDecimal number = number(value);
        if (number != null && number.signum() == 0) {
            return null;
        }
        Instant time = number == null ? iso(value) : unix(number);
        if (time == null || time.isBefore(FIRST_PLAUSIBLE) || time.isAfter(Instants.LAST)) {
            ignored(name, "not a time");
            return null;
        }
        return time;
    }

    /** The members of an object; none if it is missing. */
    public Metadata object(String name) {
        JsonNode value = members.apply(name);
        if (!isAbsent(value) && !value.isObject()) {
            ignored(name, "not an object");
        }
        return of(value.isObject() ? value : MissingNode.getInstance(), path(name), notes);
    }

    private @Nullable Instant unix(BigDecimal number) {
        if (number.signum() < 0 || number.precision() - number.scale() > 18) {
            return null;
        }
        if (number.compareTo(LAST_SECOND) <= 0) {
            return Instant.ofEpochSecond(number.longValue());
        }
        return number.compareTo(LAST_SECOND.multiply(MILLIS)) <= 0 ? Instant.ofEpochMilli(number.longValue()) : null;
    }

    private static @Nullable Instant iso(JsonNode value) {
        try {
            return value.isTextual()
                    ? OffsetDateTime.parse(value.textValue().strip()).toInstant()
                    : null;
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    private static @Nullable BigDecimal number(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue();
        }
        String text = value.isTextual() ? value.textValue().strip() : "";
        return text.matches("-?\\d{1,30}(\\.\\d{1,30})?") ? new BigDecimal(text) : null;
    }

    private void ignored(String name, String why) {
        notes.add(path(name) + " is " + why + " and was ignored");
    }

    private String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static boolean isBlank(JsonNode value) {
        return value.isTextual() && value.textValue().isBlank();
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
