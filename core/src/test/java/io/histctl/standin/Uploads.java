package io.histctl.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;

/** The images and files that requests refer to, with the time at which each stops being available. */
final class Uploads {
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Clock clock;
    private final Words words;
    private final Map<String, Instant> expiries = new HashMap<>();

    Uploads(Clock clock, Words words) {
        this.clock = clock;
        this.words = words;
    }

    /** The id of a file that is kept for this long. */
    String file(Duration lifetime) {
        return put("file-" + words.alphanumeric(22), clock.instant().plus(lifetime));
    }

    /** A URL that works for this long, signed in one of the known ways. Whole seconds. */
    String signedUrl(Duration lifetime) {
        long now = clock.instant().getEpochSecond();
        long end = now + lifetime.toSeconds();
        String date = BASIC.format(Instant.ofEpochSecond(now));
        String path = "https://files.example.org/" + words.alphanumeric(8) + ".png?";
        String query = switch (words.between(0, 4)) {
            case 0 -> "X-Amz-Date=" + date + "&X-Amz-Expires=" + (end - now) + "&X-Amz-Signature=0f";
            case 1 -> "X-Goog-Date=" + date + "&X-Goog-Expires=" + (end - now) + "&X-Goog-Signature=0f";
            case 2 -> "Expires=" + end + "&Signature=0f";
            case 3 -> "sv=1&se=" + Instant.ofEpochSecond(end).toString().replace(":", "%3A") + "&sig=0f";
            default -> "token=0f&exp=" + end;
        };
        return put(path + query, Instant.ofEpochSecond(end));
    }

    /** V14: everything that is referred to can be fetched. A URL of another server always can. */
    void checkAvailable(Request request) {
        for (JsonNode message : request.messages()) {
            for (JsonNode part : message.path("content")) {
                String url = part.path("image_url").path("url").asText();
                if (expiries.containsKey(url) && isOver(url)) {
                    throw Refused.says("Error while downloading " + url + ".", null, "invalid_image_url");
                }
                JsonNode file = part.path("file").path("file_id");
                if (file.isTextual() && isOver(file.textValue())) {
                    throw Refused.says("No such File object: " + file.textValue(), null, null);
                }
            }
        }
    }

    private boolean isOver(String reference) {
        Instant expiry = expiries.get(reference);
        return expiry == null || !clock.instant().isBefore(expiry);
    }

    private String put(String reference, Instant expiry) {
        expiries.put(reference, expiry);
        return reference;
    }
}
