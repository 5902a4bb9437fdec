package io.histctl.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.standin.Json;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Random messages of a user and an app. The choice is small, so that messages repeat. */
final class Phrases {
    private static final List<String> TEXTS = List.of(
            "Yes.", "Yes.", "And then?", "Straße, naïve, 東京 👩‍👩‍👧", "a\nb\t\"c\" \\ </record>", "[histctl] no.");

    private static final String DATA_URL = "data:image/png;base64,iVBORw0K";

    private final Random random;
    private final Supplier<String> images;

    /** @param images supplies the URL of an image */
    Phrases(Random random, Supplier<String> images) {
        this.random = random;
        this.images = images;
    }

    ObjectNode user(Round.Ask ask) {
        ObjectNode message = Json.object().put("role", "user");
        if (ask == Round.Ask.TEXT) {
            return message.put("content", text());
        }
        ArrayNode parts = message.putArray("content");
        switch (ask) {
            case WAV -> sound(parts, "wav");
            case MP3 -> sound(parts, "mp3");
            case TEXT_AND_SPEECH -> sound(written(parts), "wav");
            case IMAGE -> image(written(parts), images.get());
            default -> written(sound(image(sound(written(parts), "mp3"), DATA_URL), "wav"));
        }
        return message;
    }

    ObjectNode instruction() {
        String role = random.nextBoolean() ? "system" : "developer";
        return Json.object().put("role", role).put("content", "Be brief. " + random.nextInt(1_000_000));
    }

    /** A result for each of these calls. */
    List<ObjectNode> results(JsonNode calls) {
        List<ObjectNode> results = new ArrayList<>();
        for (JsonNode call : calls) {
            String id = call.path("id").textValue();
            results.add(Json.object()
                    .put("role", "tool")
                    .put("tool_call_id", id)
                    .put("content", random.nextInt(4) == 0 ? "" : text()));
        }
        return results;
    }

    String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private ArrayNode written(ArrayNode parts) {
        parts.addObject().put("type", "text").put("text", text());
        return parts;
    }

    private static ArrayNode image(ArrayNode parts, String url) {
        parts.addObject().put("type", "image_url").putObject("image_url").put("url", url);
        return parts;
    }

    private ArrayNode sound(ArrayNode parts, String format) {
        byte[] sound = format.equals("wav") ? wav() : new byte[] {-1, -5, (byte) random.nextInt(3)};
        parts.addObject()
                .put("type", "input_audio")
                .putObject("input_audio")
                .put("data", Base64.getEncoder().encodeToString(sound))
                .put("format", format);
        return parts;
    }

    private byte[] wav() {
        int samples = 2 * random.nextInt(3);
        return ByteBuffer.allocate(44 + samples)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(36 + samples)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(24_000)
                .putInt(48_000)
                .putShort((short) 2)
                .putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(samples)
                .array();
    }
}
