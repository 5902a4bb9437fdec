package io.histctl.cli;

import java.time.Duration;
import java.time.Instant;
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

/** What a command takes, declared in calls: reading annotations takes picocli longer than all the rest of an export. */
final class CommandBuilder {
    private final CommandSpec spec;
    private final ScopeType scope;
    private @Nullable Callable<Integer> command;

    /** @param scope whether its options are those of its subcommands too */
    CommandBuilder(ScopeType scope, String name, String... description) {
        this.scope = scope;
        spec = CommandSpec.wrapWithoutInspection((Callable<Integer>) this::call).name(name);
        spec.usageMessage().description(description).sortOptions(false);
    }

    /** The declaration as picocli takes it, with what it runs. */
    CommandSpec spec(Callable<Integer> runs) {
        command = runs;
        return spec;
    }

    ArgumentValue<Boolean> flag(String description, String... names) {
        ArgumentValue<Boolean> flag = new ArgumentValue<>();
        spec.addOption(bare(flag, description, names).initialValue(false).build());
        return flag;
    }

    /** A flag that can be turned around; not given where neither form is. */
    ArgumentValue<Boolean> choice(String description, String name) {
        ArgumentValue<Boolean> choice = new ArgumentValue<>();
        spec.addOption(bare(choice, description, name).negatable(true).build());
        return choice;
    }

    ArgumentValue<String> text(String label, String description, String... names) {
        return option(label, text -> text, null, description, names);
    }

    ArgumentValue<Instant> time(String description, String name) {
        return option("TIME", Converters::time, null, description, name);
    }

    ArgumentValue<Duration> duration(@Nullable String otherwise, String description, String name) {
        return option("DURATION", Converters::duration, otherwise, description, name);
    }

    ArgumentValue<Long> whole(String label, String description, String name) {
        return option(label, Converters::whole, null, description, name);
    }

    /** An option with a value. */
    <T> ArgumentValue<T> option(
            String label,
            ITypeConverter<T> converter,
            @Nullable String otherwise,
            String description,
            String... names) {
        ArgumentValue<T> argument = new ArgumentValue<>();
        String described = otherwise == null ? description : description + " (default: " + otherwise + ")";
        spec.addOption(option(argument, described, names)
                .paramLabel(label)
                .converters(converter)
                .defaultValue(otherwise)
                .build());
        return argument;
    }

    /** A parameter that has to be given; parameters stand in the order in which they are declared. */
    <T> ArgumentValue<T> parameter(String label, ITypeConverter<T> converter, String description) {
        return parameter(label, converter, "1", description);
    }

    /** A parameter that may be left out, the last one. */
    ArgumentValue<String> optionalParameter(String label, String description) {
        return parameter(label, text -> text, "0..1", description);
    }

    ArgumentValue<String> conversation() {
        return parameter("CONVERSATION", text -> text, "its id, any text");
    }

    /** The options that print help and version, in the place of a run. */
    void standard(IVersionProvider version) {
        spec.addOption(bare(new ArgumentValue<>(), "show this help", "-h", "--help")
                .usageHelp(true)
                .build());
        spec.addOption(bare(new ArgumentValue<>(), "show the version", "-V", "--version")
                .versionHelp(true)
                .build());
        spec.versionProvider(version);
    }

    /** The whole command line that this is a part of. */
    CommandLine program() {
        return spec.root().commandLine();
    }

    /** A call that can't be meant. */
    ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    private <T> ArgumentValue<T> parameter(
            String label, ITypeConverter<T> converter, String arity, String description) {
        ArgumentValue<T> argument = new ArgumentValue<>();
        spec.addPositional(PositionalParamSpec.builder()
                .getter(argument)
                .setter(argument)
                .type(Object.class)
                .description(description)
                .paramLabel(label)
                .converters(converter)
                .index(String.valueOf(spec.positionalParameters().size()))
                .arity(arity)
                .required(!arity.startsWith("0"))
                .build());
        return argument;
    }

    private OptionSpec.Builder bare(ArgumentValue<Boolean> argument, String description, String... names) {
        return option(argument, description, names).type(Boolean.class).arity("0");
    }

    private OptionSpec.Builder option(ArgumentValue<?> argument, String description, String... names) {
        return OptionSpec.builder(names)
                .getter(argument)
                .setter(argument)
                .type(Object.class)
                .description(description)
                .scopeType(scope);
    }

    private Integer call() throws Exception {
        return command == null ? 0 : command.call();
    }
}
