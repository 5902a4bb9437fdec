package io.histctl.cli.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The options that are set in the environment, which comes first, and in the configuration file. */
public final class Settings {
    private final Map<String, String> environment;
    private final Map<String, Setting> file;

    private Settings(Map<String, String> environment, Map<String, Setting> file) {
        this.environment = environment;
        this.file = file;
    }

    /**
     * Reads the configuration file, if there is one.
     *
     * @param commands for which the file may have tables
     * @throws io.histctl.error.InvalidInputException if it can't be read, or has an unknown key or a wrong type
     */
    public static Settings read(Map<String, String> environment, List<String> commands) {
        Path place = ConfigFile.place(environment);
        return new Settings(
                environment, place != null && Files.exists(place) ? new ConfigFile(place, commands).read() : Map.of());
    }

    /** Where the configuration file is or would be; null if the environment names no home directory. */
    public static @Nullable Path place(Map<String, String> environment) {
        return ConfigFile.place(environment);
    }

    /** The value for a command. Its own table overrides the rest of the file. */
    public Optional<Setting> find(String command, SettingName name) {
        String variable = environment.getOrDefault(name.variable(), "");
        if (!variable.isEmpty()) {
            return Optional.of(new Setting(variable, name.variable()));
        }
        Setting own = file.get(command + "." + name.key());
        return Optional.ofNullable(own == null ? file.get(name.key()) : own);
    }

    /** The value for the command of an option, given by its long name. */
    public Optional<Setting> find(String command, String option) {
        return SettingName.find(option.replaceFirst("^--", "")).flatMap(name -> find(command, name));
    }
}
