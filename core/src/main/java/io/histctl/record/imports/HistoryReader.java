package io.histctl.record.imports;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Reads the conversations in a file that another tool wrote. Readers are found by {@link ServiceLoader}, and
 * {@code histctl-formats} contains those for well-known tools. A reader has no state.
 */
public interface HistoryReader {
    /** The readers on the class path or module path, in the order of their formats. */
    static List<HistoryReader> installed() {
        return ServiceLoader.load(HistoryReader.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(HistoryReader::format))
                .toList();
    }

    /** The name of the format in lower case, such as {@code chatgpt}. */
    String format();

    /** What the files are, in a few words for people. */
    String description();

    /** What the file is a list of, in the singular, such as {@code conversation}; reports count these. */
    String unit();

    /**
     * Whether the file seems to have this format.
     *
     * @throws IOException if it can't be read
     */
    boolean recognizes(HistoryFile file) throws IOException;

    /**
     * Reads the file and passes on what it contains, in the order in which it happened within each conversation. What
     * can't be kept is reported to the sink.
     *
     * @throws IOException if the file can't be read; what was passed on before that is stored
     * @throws io.histctl.error.InvalidInputException if the rest of the file can't be understood
     */
    void read(HistoryFile file, HistorySink sink) throws IOException;
}
