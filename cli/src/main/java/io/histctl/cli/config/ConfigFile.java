package io.histctl.cli.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.histctl.cli.view.Suggestion;
import io.histctl.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code config.toml}: keys for all commands, and tables of keys for single commands. */
final class ConfigFile {
    private final Path file;
    private final List<String> commands;
    private final Map<String, Setting> settings = new LinkedHashMap<>();

    /** @param commands names of tables */
    ConfigFile(Path file, List<String> commands) {
        this.file = file;
        this.commands = commands;
    }

    /** The file's place; null if the environment names no home directory. */
    static @Nullable Path place(Map<String, String> environment) {
        String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
        if (!config.isEmpty() && Path.of(config).isAbsolute()) { // the XDG specification says to ignore a relative path
            return Path.of(config, "histctl", "config.toml");
        }
        String home = environment.getOrDefault("HOME", "");
        return home.isEmpty() || !Path.of(home).isAbsolute()
                ? null
                : Path.of(home, ".config", "histctl", "config.toml");
    }

    /**
     * The settings by their keys; those of a table have its name and a dot before the key.
     *
     * @throws InvalidInputException if the file can't be read, or has an unknown key or a wrong type
     */
    Map<String, Setting> read() {
        try {
            JsonNode root = new TomlMapper().readTree(Files.readAllBytes(file));
            for (Map.Entry<String, JsonNode> member : root.properties()) {
                if (member.getValue().isObject()) {
                    table(member.getKey(), member.getValue());
                } else {
                    add("", member.getKey(), member.getValue());
                }
            }
            return settings;
        } catch (JsonProcessingException e) {
            // the library's message quotes the line, which may have a secret in it
            throw new InvalidInputException(file + " is not valid TOML"
                    + (e.getLocation() == null
                            ? ""
                            : " (line " + e.getLocation().getLineNr() + ")")
                    + "; write lines such as margin = \"90s\"");
        } catch (IOException e) {
            throw new InvalidInputException(file + " can't be read; check its permissions", e);
        }
    }

    private void table(String command, JsonNode table) {
        if (!commands.contains(command)) {
            throw new InvalidInputException(
                    file + ": [" + command + "] is not the name of a command" + Suggestion.text(command, commands));
        }
        table.properties().forEach(member -> add(command + ".", member.getKey(), member.getValue()));
    }

    private void add(String table, String key, JsonNode value) {
        if (key.equals("token")) {
            throw new InvalidInputException(
                    file + ": a token is a secret; put it into the variable HISTCTL_TOKEN instead of the file");
        }
        if (SettingName.find(key).isEmpty()) {
            throw new InvalidInputException(
                    file + ": there is no setting '" + table + key + "'" + Suggestion.text(key, SettingName.keys()));
        }
        if (!value.isTextual() && !value.isNumber() && !value.isBoolean()) {
            throw new InvalidInputException(
                    file + ": " + table + key + " is neither a text, a number nor true or false");
        }
        settings.put(
                table + key,
                new Setting(value.asText(), file + (table.isEmpty() ? "" : " [" + table.replace(".", "]"))));
    }
}
