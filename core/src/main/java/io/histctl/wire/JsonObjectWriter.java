package io.histctl.wire;

import java.io.ByteArrayOutputStream;
import org.apiguardian.api.API;

/** Writes a JSON object whose values keep their bytes. Not safe for use by several threads. */
@API(status = API.Status.INTERNAL)
public final class JsonObjectWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private char separator = '{';

    /** Adds a member with this JSON. */
    public JsonObjectWriter member(String name, byte[] json) {
        return member(name, json, 0, json.length);
    }

    /** Adds a member with this JSON. */
    public JsonObjectWriter member(String name, JsonSlice json) {
        return member(name, json.source(), json.from(), json.length());
    }

    /** Adds a member that is a string. */
    public JsonObjectWriter string(String name, String text) {
        return member(name, Json.string(text));
    }

    private JsonObjectWriter member(String name, byte[] json, int from, int length) {
        out.write(separator);
        separator = ',';
        out.writeBytes(Json.string(name));
        out.write(':');
        out.write(json, from, length);
        return this;
    }

    /** Ends the object and returns it. No member can be added afterwards. */
    public byte[] bytes() {
        if (separator == '{') {
            out.write('{');
        }
        out.write('}');
        return out.toByteArray();
    }
}
