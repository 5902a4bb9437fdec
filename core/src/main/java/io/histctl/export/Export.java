package io.histctl.export;

import java.nio.charset.StandardCharsets;

/**
 * A request body that the API accepts now, and what became of each turn.
 *
 * @param payload JSON in UTF-8
 */
public record Export(byte[] payload, ExportReport report) {
    /** The payload as text. */
    public String json() {
        return new String(payload, StandardCharsets.UTF_8);
    }
}
