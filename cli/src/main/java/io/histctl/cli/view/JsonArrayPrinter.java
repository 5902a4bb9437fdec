package io.histctl.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;

/** Prints a JSON array element by element, without holding it in memory. */
public final class JsonArrayPrinter {
    private final PrintStream out;
    private final String head;
    private boolean begun;

    /** @param head the JSON that precedes the array, printed with the first element or at the end */
    public JsonArrayPrinter(PrintStream out, String head) {
        this.out = out;
        this.head = head;
    }

    public void add(JsonNode element) {
        begin(",");
        out.print(Printable.json(element));
    }

    public void end() {
        begin("");
        out.print("]");
    }

    private void begin(String between) {
        out.print(begun ? between : head + "[");
        begun = true;
    }
}
