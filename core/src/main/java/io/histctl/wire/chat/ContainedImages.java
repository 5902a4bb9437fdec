package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.wire.DataUrl;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/** Finds the images that a message contains as {@code data:} URLs. */
@API(status = API.Status.INTERNAL)
public final class ContainedImages {
    private static final String TYPE = "image_url";

    private ContainedImages() {}

    /** The images of a message in the order of its parts; those that are not base64 are missing. */
    public static List<DataUrl> of(JsonSlice message) {
        List<DataUrl> images = new ArrayList<>();
        for (JsonNode part : Json.tree(message).path("content")) {
            JsonNode image = part.path(TYPE);
            String url = (image.isTextual() ? image : image.path("url")).textValue();
            DataUrl found = url == null || !TYPE.equals(part.path("type").textValue()) ? null : DataUrl.parse(url);
            if (found != null) {
                images.add(found);
            }
        }
        return images;
    }
}
