package io.histctl.formats;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.error.InvalidInputException;
import io.histctl.record.imports.HistoryFile;
import io.histctl.record.imports.HistorySink;
import io.histctl.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** The JSON documents of a file: the elements of an array, lines, or a single document. */
final class Documents {
    private Documents() {}

    /** Passes each document to the reader as an item; one that can't be understood is reported. */
    static void read(HistoryFile file, HistorySink sink, Consumer<JsonNode> reader) throws IOException {
        each(file, document -> understand(document, sink, reader));
    }

    /** Passes each document of a stream to the reader as an item; one that can't be understood is reported. */
    static void read(InputStream in, HistorySink sink, Consumer<JsonNode> reader) throws IOException {
        each(in, document -> understand(document, sink, reader));
    }

    /** Passes on each document of a file. */
    static void each(HistoryFile file, Consumer<JsonNode> reader) throws IOException {
        try (InputStream in = file.open()) {
            each(in, reader);
        }
    }

    private static void each(InputStream in, Consumer<JsonNode> reader) throws IOException {
        try (JsonParser parser = Json.mapper().createParser(in)) {
            boolean array = parser.nextToken() == JsonToken.START_ARRAY;
            if (array) {
                parser.nextToken();
            }
            while (parser.currentToken() != null && parser.currentToken() != JsonToken.END_ARRAY) {
                reader.accept(parser.<JsonNode>readValueAsTree());
                parser.nextToken();
            }
        } catch (JsonProcessingException e) {
            // Jackson's own message quotes the input
            throw new InvalidInputException("the file is not whole, valid JSON"
                    + (e.getLocation() == null
                            ? ""
                            : " (line " + e.getLocation().getLineNr() + ")")
                    + "; what came before that is imported");
        }
    }

    private static void understand(JsonNode document, HistorySink sink, Consumer<JsonNode> reader) {
        sink.begin();
        try {
            reader.accept(document);
        } catch (InvalidInputException e) {
            sink.problem(String.valueOf(e.getMessage()));
        }
    }

    /** The single document of a file. */
    static JsonNode whole(HistoryFile file) throws IOException {
        try (InputStream in = file.open()) {
            return Json.tree(Json.read(in.readNBytes(Json.MAX_BYTES + 1), "the file"));
        }
    }

    /**
     * The names of members at the beginning of a file, each as a path such as {@code chat.history}. The elements of an
     * array count as the array itself.
     */
    static Set<String> names(HistoryFile file) throws IOException {
        Set<String> names = new HashSet<>();
        try (JsonParser parser = Json.mapper().createParser(file.start())) {
            int documents = 0;
            for (JsonToken token = parser.nextToken(); token != null && documents < 3; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    names.add(parser.getParsingContext()
                            .pathAsPointer()
                            .toString()
                            .replaceAll("/\\d+(?=/|$)", "")
                            .replaceFirst("^/", "")
                            .replace('/', '.'));
                }
                documents += parser.getParsingContext().inRoot() ? 1 : 0;
            }
        } catch (JsonProcessingException cut) {
            return names; // the beginning may end anywhere
        }
        return names;
    }
}
