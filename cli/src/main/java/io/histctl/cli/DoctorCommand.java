package io.histctl.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.HistoryStore;
import io.histctl.ListOptions;
import io.histctl.cli.config.Settings;
import io.histctl.cli.view.Printable;
import io.histctl.error.HistoryException;
import io.histctl.migrations.Migrations;
import io.histctl.model.ConversationInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code histctl doctor}: what a report of a problem should contain, and nothing of what was said. */
final class DoctorCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final ArgumentValue<Boolean> json;

    DoctorCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        arguments.description(
                "Prints what matters for a report of a problem: versions, the database and its size,",
                "the clock and the disk. It contains no names of conversations, and nothing that was said.",
                "Creates and changes nothing.");
        json = arguments.flag("print JSON", "--json");
        arguments.examples("histctl doctor");
    }

    @Override
    public Integer call() throws IOException {
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        facts.put("version", HistctlCommand.version()[0].replaceFirst("histctl ", ""));
        facts.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        facts.put("os", property("os.name") + " " + property("os.version") + " " + property("os.arch"));
        facts.put("memoryMiB", Runtime.getRuntime().maxMemory() >> 20);
        Path config = Settings.place(root.context().environment());
        facts.put("config", config != null && Files.exists(config) ? config.toString() : "none");
        boolean sound = addStore(facts);
        print(facts);
        return sound ? 0 : 1;
    }

    private boolean addStore(ObjectNode facts) throws IOException {
        StoreLocation location = root.location();
        facts.put("store", location.toString());
        addFiles(facts, location.files());
        if (!location.exists()) {
            facts.put("state", "there is no database yet");
            return true;
        }
        try (HistoryStore store = root.openUnchanged()) {
            facts.put("state", "it can be opened");
            facts.put("schema", Migrations.LATEST);
            addCounts(facts, store.conversations(ListOptions.DEFAULT));
            Duration ahead = Duration.between(
                    root.context().clock().instant(), store.moment().at());
            facts.put("newestReplyAheadOfClockSeconds", Math.max(0, ahead.toSeconds()));
            return true;
        } catch (HistoryException e) {
            facts.put("state", String.valueOf(e.getMessage()));
            facts.put("newestSchema", Migrations.LATEST);
            return false;
        }
    }

    private static void addCounts(ObjectNode facts, List<ConversationInfo> infos) {
        facts.put("conversations", infos.size());
        facts.put("turns", infos.stream().mapToLong(ConversationInfo::turns).sum());
        facts.put(
                "usableReferences",
                infos.stream().mapToLong(ConversationInfo::usableIds).sum());
    }

    private static void addFiles(ObjectNode facts, List<Path> files) throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.exists(file) ? Files.size(file) : 0;
        }
        if (!files.isEmpty()) {
            facts.put("storeBytes", bytes);
            // not of a FileStore, which a chroot does not have
            facts.put("freeDiskMiB", existing(files.get(0)).toFile().getUsableSpace() >> 20);
        }
    }

    /** The file or the closest folder above it that exists. */
    private static Path existing(Path file) {
        Path at = file.toAbsolutePath();
        while (!Files.exists(at) && at.getParent() != null) {
            at = at.getParent();
        }
        return at;
    }

    private void print(ObjectNode facts) {
        if (json.value()) {
            root.context().out().println(Printable.json(facts));
        } else {
            facts.properties()
                    .forEach(fact -> root.context()
                            .out()
                            .println(words(fact.getKey()) + ": "
                                    + Printable.line(fact.getValue().asText())));
        }
    }

    /** A member's name as words, such as {@code free disk (MiB)}. */
    private static String words(String name) {
        return name.replaceFirst("(MiB|Bytes|Seconds)$", " ($1)")
                .replaceAll("(?<=[a-z])([A-Z])(?=[a-z])", " $1")
                .toLowerCase(Locale.ROOT)
                .replace("(mib)", "(MiB)");
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}
