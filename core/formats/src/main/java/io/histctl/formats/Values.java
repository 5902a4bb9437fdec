package io.histctl.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.error.InvalidInputException;
import io.histctl.model.Hash;
import io.histctl.wire.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads values that tools write in several forms. */
final class Values {
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(253_402_300_799L);

    private Values() {}

    /** The text of a string; empty for any other value. */
    static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : "";
    }

    /** The text of a string that is not empty, else null. */
    static @Nullable String textOrNull(JsonNode value) {
        String text = text(value);
        return text.isEmpty() ? null : text;
    }

    /** The first of these members that is present and not null; a missing node if there is none. */
    static JsonNode first(JsonNode object, String... names) {
        for (String name : names) {
            if (object.hasNonNull(name)) {
                return object.get(name);
            }
        }
        return MissingNode.getInstance();
    }

    /** JSON that may be written as a string of JSON; a string that is none stays as it is. */
    static JsonNode parsed(JsonNode value) {
        String text = text(value).strip();
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return value;
        }
        try {
            return Json.tree(Json.read(text.getBytes(StandardCharsets.UTF_8), "a member"));
        } catch (InvalidInputException noJson) {
            return value;
        }
    }

    /**
     * A time: ISO 8601, in UTC unless it says otherwise, or a number of seconds, milliseconds, microseconds or
     * nanoseconds since 1970, by its size. Null if there is none.
     */
    static @Nullable Instant time(JsonNode value) {
        String text =
                value.isNumber() ? digits(value.decimalValue()) : text(value).strip();
        if (text.matches("\\d{1,19}(\\.\\d{1,18})?")) {
            BigDecimal seconds = new BigDecimal(text);
            while (seconds.compareTo(LAST_SECOND) > 0) {
                seconds = seconds.divide(THOUSAND);
            }
            return seconds.signum() == 0
                    ? null
                    : Instant.ofEpochMilli(seconds.multiply(THOUSAND).longValue());
        }
        String iso = text.replace(' ', 'T');
        try {
            return iso.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$")
                    ? OffsetDateTime.parse(iso.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2"))
                            .toInstant()
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    /** An id that depends on the value alone, for conversations to which a tool gives none. */
    static String fingerprint(String format, JsonNode value) {
        return format + "-" + Hash.hex(Hash.ofId(value.toString())).substring(0, 16);
    }

    /** The digits of a number; empty if it is too large for a time, so that no exponent becomes a billion zeros. */
    private static String digits(BigDecimal number) {
        boolean huge = number.precision() - number.scale() > 19 || number.scale() > 18 || number.scale() < -19;
        return huge ? "" : number.toPlainString();
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** Adds up the texts of parts such as {@code {"type":"text","text":…}}, or the text itself. */
    static String joined(JsonNode content) {
        if (!content.isArray()) {
            return text(content);
        }
        StringBuilder all = new StringBuilder();
        for (JsonNode part : content) {
            String text = part.isTextual() ? part.textValue() : text(part.path("text"));
            if (!text.isEmpty()) {
                all.append(all.isEmpty() ? "" : "\n").append(text);
            }
        }
        return all.toString();
    }
}
