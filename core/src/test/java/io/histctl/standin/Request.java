package io.histctl.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A request, read for what the answer depends on. Only meaningful once the rules have passed it. */
record Request(JsonNode root) {
    String model() {
        return root.path("model").textValue();
    }

    JsonNode messages() {
        return root.path("messages");
    }

    JsonNode tools() {
        return root.path("tools");
    }

    boolean streamed() {
        return root.path("stream").asBoolean();
    }

    boolean usageInStream() {
        return root.path("stream_options").path("include_usage").asBoolean();
    }

    boolean obfuscated() {
        return root.path("stream_options").path("include_obfuscation").asBoolean(true);
    }

    boolean wantsAudio() {
        for (JsonNode modality : root.path("modalities")) {
            if ("audio".equals(modality.textValue())) {
                return true;
            }
        }
        return false;
    }

    String audioFormat() {
        return root.path("audio").path("format").textValue();
    }

    /** The ids that the history replays, oldest first. */
    List<String> replayedIds() {
        List<String> ids = new ArrayList<>();
        for (JsonNode message : messages()) {
            if (Shape.present(message, "audio")) {
                ids.add(message.path("audio").path("id").textValue());
            }
        }
        return ids;
    }

    boolean hasInputAudio() {
        for (JsonNode message : messages()) {
            for (JsonNode part : message.path("content")) {
                if ("input_audio".equals(part.path("type").textValue())) {
                    return true;
                }
            }
        }
        return false;
    }

    boolean hasAssistantText() {
        for (JsonNode message : messages()) {
            if ("assistant".equals(message.path("role").textValue()) && Content.hasText(message.path("content"))) {
                return true;
            }
        }
        return false;
    }
}
