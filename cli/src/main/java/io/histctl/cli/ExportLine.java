package io.histctl.cli;

import com.fasterxml.jackson.databind.node.TextNode;
import io.histctl.cli.view.Printable;
import io.histctl.cli.view.ReportJson;
import io.histctl.export.ExportReport;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** One line of {@code export --all}; starts with the first byte of the payload, so a failed export prints none. */
final class ExportLine extends FilterOutputStream {
    private final String name;
    private boolean begun;

    ExportLine(OutputStream out, String conversation) {
        super(out);
        name = Printable.json(TextNode.valueOf(conversation));
    }

    @Override
    public void write(int b) throws IOException {
        begin();
        out.write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        begin();
        out.write(bytes, from, length);
    }

    void end(ExportReport report) throws IOException {
        print(",\"report\":" + Printable.json(ReportJson.of(report)) + "}\n");
    }

    /** Ends the line of a failed export; a payload is checked before it is written, so only a full disk leaves a part. */
    void breakOff() throws IOException {
        print(begun ? "\n" : "");
    }

    private void begin() throws IOException {
        if (!begun) {
            begun = true;
            print("{\"conversation\":" + name + ",\"payload\":");
        }
    }

    private void print(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
