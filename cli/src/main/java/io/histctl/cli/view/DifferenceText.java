package io.histctl.cli.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.verify.Difference;
import java.util.List;

/** The differences that verify found, as text and as JSON, with the next steps. */
public final class DifferenceText {
    private static final String RESTORE = "restore a backup of the database";
    private static final String RECORD_AGAIN =
            "restore a backup of the database, or delete the conversation and record or import it again";

    private DifferenceText() {}

    /** One line: the place, and what differs. */
    public static String of(Difference difference) {
        String place = difference.conversation() == null
                ? "the database"
                : Printable.line(difference.conversation())
                        + (difference.position() == 0 ? "" : ", turn " + difference.position());
        return place + ": " + Printable.line(difference.what());
    }

    /** The next steps, each once. */
    public static List<String> advice(List<Difference> differences) {
        return differences.stream()
                .map(difference -> (difference.conversation() == null ? "the database: " : "a conversation: ")
                        + advice(difference))
                .distinct()
                .map(line -> "to repair " + line)
                .toList();
    }

    /** All of them, each with its next step. */
    public static ObjectNode json(List<Difference> differences) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode array = node.putArray("differences");
        for (Difference difference : differences) {
            array.addObject()
                    .put("conversation", difference.conversation())
                    .put("position", difference.position() == 0 ? null : (Long) difference.position())
                    .put("what", difference.what())
                    .put("advice", advice(difference));
        }
        return node;
    }

    private static String advice(Difference difference) {
        return difference.conversation() == null ? RESTORE : RECORD_AGAIN;
    }
}
