package io.histctl.cli;

import io.histctl.cli.view.HelpText;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;

/** The commands, in the order in which the help lists them. */
final class Commands {
    private static final List<Entry> ALL = List.of(
            new Entry("record", RecordCommand::new, "Store one exchange: a request and its response."),
            new Entry("import", ImportCommand::new, "Store many exchanges, or another tool's history."),
            new Entry("export", ExportCommand::new, "Print a conversation as a request that the API accepts."),
            new Entry("refresh", RefreshCommand::new, "Make an app's own request valid, and record it."),
            new Entry("serve", ServeCommand::new, "Forward the requests of apps, made valid and recorded."),
            new Entry("list", ListCommand::new, "List the conversations, the newest first."),
            new Entry("search", SearchCommand::new, "Find turns by their words."),
            new Entry("show", ShowCommand::new, "Show a conversation as a timeline or a page."),
            new Entry("sound", SoundCommand::new, "Write the sound of a turn to a file."),
            new Entry("tag", TagCommand::new, "Show or change a conversation's title and tags."),
            new Entry("prune-expired", PruneCommand::new, "Clear expired audio ids; delete old sound and turns."),
            new Entry("expires", ExpiresCommand::new, "Set when an image or file expires."),
            new Entry("transcript", TranscriptCommand::new, "Attach the words of a spoken user turn."),
            new Entry("transcribe", TranscribeCommand::new, "Have the speech of users written down by a model."),
            new Entry("interrupted", InterruptedCommand::new, "Note that the user talked over a reply."),
            new Entry("summarize", SummarizeCommand::new, "Print a summary of a conversation, and keep it."),
            new Entry("fork", ForkCommand::new, "Copy a conversation into a new one."),
            new Entry("delete", DeleteCommand::new, "Delete a conversation."),
            new Entry("rename", RenameCommand::new, "Give a conversation another id."),
            new Entry("backup", BackupCommand::new, "Copy the database into a new file."),
            new Entry("copy", CopyCommand::new, "Copy the database into another one, of any kind."),
            new Entry("migrate", MigrateCommand::new, "Create the tables, or bring them up to date."),
            new Entry("verify", VerifyCommand::new, "Check everything that is stored."),
            new Entry("config", ConfigCommand::new, "Show which options are set, and where."),
            new Entry("doctor", DoctorCommand::new, "Print what a report of a problem should contain."),
            new Entry("generate-completion", CompletionCommand::new, "Print a completion script for a shell."));

    /** Those that the overview lists by name only. */
    private static final List<String> SECONDARY = List.of(
            "sound",
            "expires",
            "transcript",
            "transcribe",
            "interrupted",
            "summarize",
            "fork",
            "rename",
            "backup",
            "migrate",
            "config",
            "doctor",
            "generate-completion");

    private Commands() {}

    private record Entry(
            String name, BiFunction<HistctlCommand, CommandBuilder, Callable<Integer>> command, String header) {

        CommandSpec spec(HistctlCommand root) {
            CommandBuilder builder = new CommandBuilder(ScopeType.LOCAL, name, header);
            return builder.spec(command.apply(root, builder));
        }
    }

    /** The names of all commands. */
    static List<String> names() {
        return ALL.stream().map(Entry::name).toList();
    }

    /** Adds only the command that a call names, to start faster, or all of them. */
    static void addTo(CommandSpec spec, HistctlCommand root, String... call) {
        List<Entry> named = ALL.stream()
                .filter(entry -> call.length > 0 && entry.name.equals(call[0]))
                .filter(entry -> !entry.name.equals("generate-completion")) // which prints all of them
                .toList();
        (named.isEmpty() ? ALL : named).forEach(entry -> spec.addSubcommand(entry.name, entry.spec(root)));
        HelpText.installOverview(spec, SECONDARY);
    }
}
