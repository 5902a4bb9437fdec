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
final class Arguments {
    private final CommandSpec spec;
    private final ScopeType scope;
    private @Nullable Callable<Integer> command;

    /** @param scope whether its options are those of its subcommands too */
    Arguments(ScopeType scope, String name, String... description) {
        this.scope = scope;
        spec = CommandSpec.wrapWithoutInspection((Callable<Integer>) this::call).name(name);
        spec.usageMessage().description(description).sortOptions(false);
    }

    /** The declaration as picocli takes it, with what it runs. */
    CommandSpec spec(Callable<Integer> runs) {
        command = runs;
        return spec;
    }

    Argument<Boolean> flag(String description, String... names) {
        Argument<Boolean> flag = new Argument<>();
        spec.addOption(bare(flag, description, names).initialValue(false).build());
        return flag;
    }

    /** A flag that can be turned around; not given where neither form is. */
    Argument<Boolean> choice(String description, String name) {
        Argument<Boolean> choice = new Argument<>();
        spec.addOption(bare(choice, description, name).negatable(true).build());
        return choice;
    }

    Argument<String> text(String label, String description, String... names) {
        return option(label, text -> text, null, description, names);
    }

    Argument<Instant> time(String description, String name) {
        return option("TIME", Converters::time, null, description, name);
    }

    Argument<Duration> duration(@Nullable String otherwise, String description, String name) {
        return option("DURATION", Converters::duration, otherwise, description, name);
    }

    Argument<Long> whole(String label, String description, String name) {
        return option(label, Converters::whole, null, description, name);
    }

    /** An option with a value. */
    <T> Argument<T> option(
            String label,
            ITypeConverter<T> converter,
            @Nullable String otherwise,
            String description,
            String... names) {
        Argument<T> argument = new Argument<>();
        String described = otherwise == null ? description : description + " (default: " + otherwise + ")";
        spec.addOption(option(argument, described, names)
                .paramLabel(label)
                .converters(converter)
                .defaultValue(otherwise)
                .build());
        return argument;
    }

    /** A parameter that has to be given; parameters stand in the order in which they are declared. */
    <T> Argument<T> parameter(String label, ITypeConverter<T> converter, String description) {
        return parameter(label, converter, "1", description);
    }

    /** A parameter that may be left out, the last one. */
    Argument<String> optionalParameter(String label, String description) {
        return parameter(label, text -> text, "0..1", description);
    }

    Argument<String> conversation() {
        return parameter("CONVERSATION", text -> text, "its id, any text");
    }

    /** The options that print help and version, in the place of a run. */
    void standard(IVersionProvider version) {
        spec.addOption(bare(new Argument<>(), "show this help", "-h", "--help")
                .usageHelp(true)
                .build());
        spec.addOption(bare(new Argument<>(), "show the version", "-V", "--version")
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

    private <T> Argument<T> parameter(String label, ITypeConverter<T> converter, String arity, String description) {
        Argument<T> argument = new Argument<>();
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

    private OptionSpec.Builder bare(Argument<Boolean> argument, String description, String... names) {
        return option(argument, description, names).type(Boolean.class).arity("0");
    }

    private OptionSpec.Builder option(Argument<?> argument, String description, String... names) {
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
