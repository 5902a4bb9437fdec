package io.histctl.standin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code /audio/transcriptions}: says how long each sound is, instead of what is said in it. */
final class Transcriptions {
    private static final Pattern BOUNDARY =
            Pattern.compile("multipart/form-data; boundary=\"?([-\\w'()+_,./:=?]{1,70})\"?");
    private static final Pattern PART = Pattern.compile(
            "Content-Disposition: form-data; name=\"(\\w+)\"(?:; filename=\"([^\"]+)\")?\r\n(?:Content-Type: [^\r]*\r\n)?\r\n(.*)",
            Pattern.DOTALL);
    private static final Set<String> ENDINGS =
            Set.of("flac", "m4a", "mp3", "mp4", "mpeg", "mpga", "oga", "ogg", "wav", "webm");

    private Transcriptions() {}

    /** A field of a form. */
    private record Field(@Nullable String file, String value) {}

    static Answer answer(@Nullable String contentType, byte[] body) {
        Map<String, Field> fields = fields(contentType == null ? "" : contentType, body);
        Field file = fields.get("file");
        if (!fields.containsKey("model")) {
            return refusal("you must provide a model parameter");
        }
        if (file == null || file.file == null) {
            return refusal("you must provide a file parameter");
        }
        if (!ENDINGS.contains(file.file.substring(file.file.lastIndexOf('.') + 1))) {
            return refusal("Invalid file format.");
        }
        return Answer.json(
                200, JsonNodeFactory.instance.objectNode().put("text", file.value.length() + " bytes were said."));
    }

    private static Map<String, Field> fields(String contentType, byte[] body) {
        Map<String, Field> fields = new HashMap<>();
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.matches()) {
            return fields;
        }
        String[] parts = new String(body, StandardCharsets.ISO_8859_1)
                .split("(^|\r\n)--" + Pattern.quote(boundary.group(1)) + "(\r\n|--\r\n)", -1);
        for (String part : parts) {
            Matcher found = PART.matcher(part);
            if (found.matches()) {
                fields.put(found.group(1), new Field(found.group(2), found.group(3)));
            }
        }
        return fields;
    }

    private static Answer refusal(String message) {
        return Answer.json(400, Json.error(message, "invalid_request_error", null, null));
    }
}
