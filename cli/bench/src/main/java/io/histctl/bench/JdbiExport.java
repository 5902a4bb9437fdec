package io.histctl.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** A program that streams a conversation's messages with JDBI and Jackson, and neither plans nor checks anything. */
public final class JdbiExport {
    private JdbiExport() {}

    /** Arguments: the database, the conversation and the file to write. */
    public static void main(String[] arguments) throws IOException {
        try (OutputStream out = new BufferedOutputStream(new FileOutputStream(arguments[2]))) {
            run(Path.of(arguments[0]), arguments[1], out);
        }
    }

    static void run(Path file, String conversation, OutputStream out) throws IOException {
        try (Handle handle = Jdbi.create("jdbc:sqlite:" + file).open();
                JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("messages");
            handle.createQuery("SELECT CAST(message AS TEXT) FROM turn JOIN conversation c ON c.id = conversation_id"
                            + " WHERE name = ? ORDER BY position")
                    .bind(0, conversation)
                    .mapTo(String.class)
                    .forEach(message -> {
                        try {
                            json.writeRawValue(message);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
            json.writeEndArray();
            json.writeEndObject();
        }
    }
}
