package io.histctl.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.cli.config.Setting;
import io.histctl.cli.config.SettingName;
import io.histctl.cli.config.Settings;
import io.histctl.cli.view.Printable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** {@code histctl config}: which options are set, and where. */
final class ConfigCommand implements Callable<Integer> {
    /** Variables with secrets. */
    private static final List<String> SECRETS = List.of("HISTCTL_OPENAI_API_KEY", "OPENAI_API_KEY", "HISTCTL_TOKEN");

    private final HistctlCommand root;
    private final ArgumentValue<String> command;
    private final ArgumentValue<Boolean> json;

    ConfigCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        arguments.description(
                "Shows the options that are set in the environment or the configuration file,",
                "$XDG_CONFIG_HOME/histctl/config.toml or ~/.config/histctl/config.toml, and where.",
                "Of a key or token, only that it is set.");
        command = arguments.optionalParameter("COMMAND", "show what holds for this command");
        json = arguments.flag("print JSON", "--json");
        arguments.examples("histctl config", "histctl config serve");
    }

    @Override
    public Integer call() {
        Settings settings = Settings.read(root.context().environment(), Commands.names());
        String named = command.orNull();
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        for (SettingName name : SettingName.values()) {
            settings.find(named == null ? "" : named, name).ifPresent(setting -> add(all, name.key(), setting));
        }
        for (String variable : SECRETS) {
            if (!root.context().environment().getOrDefault(variable, "").isEmpty()) {
                add(all, variable, new Setting("…", "environment"));
            }
        }
        if (json.value()) {
            root.context().out().println(Printable.json(all));
        } else {
            print(all, Settings.place(root.context().environment()));
        }
        return 0;
    }

    private void print(ObjectNode all, @Nullable Path file) {
        all.properties()
                .forEach(setting -> root.context()
                        .out()
                        .println(setting.getKey() + " = "
                                + Printable.line(
                                        setting.getValue().path("value").asText()) + "  ("
                                + Printable.line(
                                        setting.getValue().path("source").asText()) + ")"));
        if (file != null && !Files.exists(file)) {
            root.inform("there is no " + file);
        }
    }

    private static void add(ObjectNode all, String name, Setting setting) {
        all.putObject(name).put("value", withoutPassword(setting.value())).put("source", setting.source());
    }

    /** An address may contain a password. */
    private static String withoutPassword(String value) {
        return value.contains("://")
                ? value.replaceFirst("//[^/@]*@", "//…@").replaceAll("(?i)(password|token|key)=[^&]*", "$1=…")
                : value;
    }
}
