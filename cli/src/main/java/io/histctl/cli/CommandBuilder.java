package io.histctl.cli;

import io.histctl.cli.view.HelpText;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/**
 * Declares a command's options and parameters by method calls, since reading picocli's annotations takes longer than
 * a whole export.
 */
final class CommandBuilder {
    private final CommandSpec spec;
    private final ScopeType scope;
    private final Map<OptionSpec, String> headings = new HashMap<>();
    private String heading = "Options:";
    private @Nullable Callable<Integer> command;

    /**
     * A command without options yet.
     *
     * @param scope whether its subcommands inherit its options
     * @param header the sentence that lists of commands show
     */
    CommandBuilder(ScopeType scope, String name, String header) {
        this.scope = scope;
        spec = CommandSpec.wrapWithoutInspection((Callable<Integer>) this::call).name(name);
        spec.usageMessage().header(header).sortOptions(false).abbreviateSynopsis(true);
    }

    /** The finished declaration, with what it runs. */
    CommandSpec spec(Callable<Integer> runs) {
        command = runs;
        HelpText.install(spec, option -> headings.getOrDefault(option, "Global options:"));
        return spec;
    }

    /** Explains the command below its synopsis. */
    void description(String... lines) {
        spec.usageMessage().description(lines);
    }

    /** Starts a group of options in the help; it ends at the next call. */
    void group(String title) {
        heading = title;
    }

    /** Calls to show at the end of the help. */
    void examples(String... calls) {
        spec.usageMessage().footer(HelpText.examples(calls));
    }

    ArgumentValue<Boolean> flag(String description, String... names) {
        ArgumentValue<Boolean> flag = new ArgumentValue<>();
        add(bare(flag, description, names).initialValue(false));
        return flag;
    }

    /** A flag with a {@code --no-} form; without a value unless one of the two is given. */
    ArgumentValue<Boolean> negatableFlag(String description, String name) {
        ArgumentValue<Boolean> flag = new ArgumentValue<>();
        add(bare(flag, description, name).negatable(true));
        return flag;
    }

    ArgumentValue<String> text(String label, String description, String... names) {
        return option(label, text -> text, null, description, names);
    }

    ArgumentValue<Instant> time(String description, String name) {
        return option("TIME", Converters::time, null, description, name);
    }

    ArgumentValue<Duration> duration(@Nullable String defaultValue, String description, String name) {
        return option("DURATION", Converters::duration, defaultValue, description, name);
    }

    ArgumentValue<Long> whole(String label, String description, String name) {
        return option(label, Converters::whole, null, description, name);
    }

    /** An option with a value. */
    <T> ArgumentValue<T> option(
            String label,
            ITypeConverter<T> converter,
            @Nullable String defaultValue,
            String description,
            String... names) {
        ArgumentValue<T> value = new ArgumentValue<>();
        String described = defaultValue == null ? description : description + " (default: " + defaultValue + ")";
        add(option(value, described, names)
                .paramLabel(label)
                .converters(converter)
                .defaultValue(defaultValue));
        return value;
    }

    /** A required parameter; parameters are given in the order of their declaration. */
    <T> ArgumentValue<T> parameter(String label, ITypeConverter<T> converter, String description) {
        return parameter(label, converter, "1", description);
    }

    /** A parameter that may be omitted; only the last one can be. */
    ArgumentValue<String> optionalParameter(String label, String description) {
        return optionalParameter(label, text -> text, description);
    }

    /** A parameter that may be omitted; only the last one can be. */
    <T> ArgumentValue<T> optionalParameter(String label, ITypeConverter<T> converter, String description) {
        return parameter(label, converter, "0..1", description);
    }

    /** Any number of last parameters. */
    ArgumentValue<List<String>> parameters(String label, String description) {
        ArgumentValue<List<String>> values = new ArgumentValue<>();
        spec.addPositional(PositionalParamSpec.builder()
                .getter(values)
                .setter(values)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description(description)
                .paramLabel(label)
                .index(spec.positionalParameters().size() + "..*")
                .arity("0..*")
                .build());
        return values;
    }

    /** An option that may be given several times. */
    ArgumentValue<List<String>> texts(String label, String description, String name) {
        ArgumentValue<List<String>> values = new ArgumentValue<>();
        add(option(values, description + "; may be repeated", name)
                .paramLabel(label)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1"));
        return values;
    }

    /** A conversation that may be a new one. */
    ArgumentValue<String> newConversation() {
        return parameter("CONVERSATION", text -> text, "the conversation's id, any text");
    }

    /** A conversation that exists, see {@link ConversationName}. */
    ArgumentValue<String> conversation() {
        return parameter(
                "CONVERSATION", text -> text, "the conversation: its id, the beginning of it, or - for the newest");
    }

    /** Adds --help and --version. */
    void standard(IVersionProvider version) {
        add(bare(new ArgumentValue<>(), "show this help and exit", "-h", "--help")
                .usageHelp(true));
        add(bare(new ArgumentValue<>(), "print the version and exit", "-V", "--version")
                .versionHelp(true));
        spec.versionProvider(version);
    }

    /** The whole command line that this command belongs to. */
    CommandLine program() {
        return spec.root().commandLine();
    }

    /** An error in the use of this command. */
    ParameterException usageError(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    private <T> ArgumentValue<T> parameter(
            String label, ITypeConverter<T> converter, String arity, String description) {
        ArgumentValue<T> value = new ArgumentValue<>();
        spec.addPositional(PositionalParamSpec.builder()
                .getter(value)
                .setter(value)
                .type(Object.class)
                .description(description)
                .paramLabel(label)
                .converters(converter)
                .index(String.valueOf(spec.positionalParameters().size()))
                .arity(arity)
                .required(!arity.startsWith("0"))
                .build());
        return value;
    }

    private void add(OptionSpec.Builder builder) {
        OptionSpec option = builder.build();
        spec.addOption(option);
        if (scope == ScopeType.LOCAL) {
            headings.put(option, heading);
        }
    }

    private OptionSpec.Builder bare(ArgumentValue<Boolean> value, String description, String... names) {
        return option(value, description, names).type(Boolean.class).arity("0");
    }

    private OptionSpec.Builder option(ArgumentValue<?> value, String description, String... names) {
        return OptionSpec.builder(names)
                .getter(value)
                .setter(value)
                .type(Object.class)
                .description(description)
                .scopeType(scope);
    }

    private Integer call() throws Exception {
        return command == null ? 0 : command.call();
    }
}
