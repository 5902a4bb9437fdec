package io.histctl.cli;

import io.histctl.HistoryStore;
import io.histctl.cli.view.Printable;
import io.histctl.formats.FineTuningWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Prints conversations as training examples, one per line. */
final class FineTuningExport {
    private final HistctlCommand root;

    FineTuningExport(HistctlCommand root) {
        this.root = root;
    }

    int write(HistoryStore store, List<String> ids, OutputStream out) throws IOException {
        for (String id : ids) {
            FineTuningWriter writer = new FineTuningWriter(store.conversation(id));
            Optional<String> line = writer.line();
            if (line.isPresent()) {
                out.write((line.get() + "\n").getBytes(StandardCharsets.UTF_8));
                writer.notes().forEach(note -> root.inform("note: " + Printable.line(id) + ": " + note));
            } else {
                root.inform("note: " + Printable.line(id) + " has no reply with words and was left out");
            }
        }
        return 0;
    }
}
