package io.histctl.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;

/** The commands, in the order in which help lists them. */
final class Commands {
    private Commands() {}

    private record Entry(
            String name, BiFunction<HistctlCommand, CommandBuilder, Callable<Integer>> command, String... description) {

        CommandSpec spec(HistctlCommand root) {
            CommandBuilder arguments = new CommandBuilder(ScopeType.LOCAL, name, description);
            return arguments.spec(command.apply(root, arguments));
        }
    }

    /** Adds those that a call may mean. */
    static void addTo(CommandSpec spec, HistctlCommand root, String... call) {
        List<Entry> all = all();
        List<Entry> meant = all.stream()
                .filter(entry -> call.length > 0 && entry.name.equals(call[0]))
                .toList();
        (meant.isEmpty() ? all : meant).forEach(entry -> spec.addSubcommand(entry.name, entry.spec(root)));
    }

    private static List<Entry> all() {
        return List.of(
                new Entry(
                        "record",
                        RecordCommand::new,
                        "Stores one exchange: of the request what is new, and the reply, stream or error that came back."),
                new Entry(
                        "import",
                        ImportCommand::new,
                        "Stores exchanges from JSON Lines; importing a file again adds nothing.",
                        "A line: {\"conversation\",\"at\"?,\"request\"?,\"response\"?,\"stream\"?}"),
                new Entry(
                        "export",
                        ExportCommand::new,
                        "Prints a conversation as a request body that the API accepts now; says on stderr what became of"
                                + " each turn."),
                new Entry(
                        "prune-expired",
                        PruneCommand::new,
                        "Clears the audio ids that are dead; turns, transcripts, expiries and usage stay."),
                new Entry(
                        "list",
                        ListCommand::new,
                        "Lists the conversations, the newest first, with how many audio ids are alive and until when."),
                new Entry(
                        "show",
                        ShowCommand::new,
                        "Shows a conversation as a timeline: who, when, what was said, and the life that is left of each"
                                + " audio id."),
                new Entry("transcript", TranscriptCommand::new, "Attaches what a user said in a turn, or replaces it."),
                new Entry(
                        "interrupted",
                        InterruptedCommand::new,
                        "Notes that the user talked over a reply and heard only so many seconds of it."),
                new Entry(
                        "summarize",
                        SummarizeCommand::new,
                        "Prints a summary of a conversation and keeps it; exports use it where it covers what they fold."),
                new Entry("delete", DeleteCommand::new, "Deletes a conversation and every byte of it."),
                new Entry(
                        "backup",
                        BackupCommand::new,
                        "Copies the database into a new file, of one moment, while others read and write."),
                new Entry("verify", VerifyCommand::new, "Re-derives everything that is stored and names what differs."),
                new Entry(
                        "generate-completion", CompletionCommand::new, "Prints a completion script for bash and zsh."));
    }
}
