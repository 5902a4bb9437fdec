package io.histctl.cli;

import io.histctl.cli.config.Setting;
import io.histctl.cli.config.Settings;
import io.histctl.cli.view.Printable;
import io.histctl.error.InvalidInputException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Gives options that a call leaves out the values of the environment and the configuration file. */
final class ConfiguredDefaults implements IDefaultValueProvider {
    private final Settings settings;
    private final String called;

    /** @param called name of the command that is called, whose table holds for global options, too */
    ConfiguredDefaults(Settings settings, String called) {
        this.settings = settings;
        this.called = called;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return find(called, argument).map(Setting::value).orElse(null);
    }

    /**
     * Checks the values for the options of commands. Picocli ignores the exceptions of a provider.
     *
     * @throws InvalidInputException if a value can't be used
     */
    void check(CommandLine program) {
        check(program.getCommandSpec());
        program.getSubcommands().values().forEach(command -> check(command.getCommandSpec()));
    }

    private void check(CommandSpec command) {
        for (OptionSpec option : command.options()) {
            find(command.name(), option).ifPresent(setting -> check(option, setting));
        }
    }

    private static void check(OptionSpec option, Setting setting) {
        String problem = problem(option, setting.value());
        if (problem != null) {
            throw new InvalidInputException(
                    setting.source() + ": " + option.longestName().substring(2) + ": " + problem);
        }
    }

    private static @Nullable String problem(OptionSpec option, String value) {
        if (option.arity().max() == 0) {
            return value.equals("true") || value.equals("false")
                    ? null
                    : "'" + Printable.line(value) + "' is neither true nor false";
        }
        try {
            for (ITypeConverter<?> converter : option.converters()) {
                converter.convert(value);
            }
            return null;
        } catch (Exception e) { // a converter may throw any
            return e.getMessage();
        }
    }

    private Optional<Setting> find(String command, ArgSpec argument) {
        return argument instanceof OptionSpec option ? settings.find(command, option.longestName()) : Optional.empty();
    }
}
