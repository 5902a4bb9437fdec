package io.histctl.cli.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An option that the configuration file or the environment can set. Options that concern a single call, such as a file to
 * write or a moment, can't be set there, and neither can secrets.
 */
public enum SettingName {
    DB,
    SCHEMA,
    NAMESPACE,
    QUIET,
    BUSY_TIMEOUT,
    WRITABLE_BY_OTHERS,
    MARGIN,
    RESUME,
    MAX_TOKENS,
    SKIP_UNHEARD,
    SUMMARY_TOKENS,
    SUMMARIZER,
    SUMMARY_MODEL("HISTCTL_OPENAI_MODEL"),
    TRANSCRIBER,
    TRANSCRIPTION_MODEL("HISTCTL_TRANSCRIPTION_MODEL"),
    BASE_URL("HISTCTL_OPENAI_BASE_URL"),
    KEY_FILE,
    MODEL,
    VOICE,
    AUDIO_FORMAT,
    LISTEN,
    UPSTREAM,
    SHARED,
    FAIL_CLOSED,
    MAX_BODY,
    MAX_CONNECTIONS,
    IDLE_TIMEOUT,
    UPSTREAM_TIMEOUT;

    private final String variable;

    SettingName() {
        variable = "HISTCTL_" + name();
    }

    SettingName(String variable) {
        this.variable = variable;
    }

    /** The setting with this key; empty if the key is unknown. */
    static Optional<SettingName> find(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key().equals(key))
                .findFirst();
    }

    /** The keys of all settings. */
    static List<String> keys() {
        return Arrays.stream(values()).map(SettingName::key).toList();
    }

    /** The key in the file, which is the name of the option without dashes. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The environment variable. */
    public String variable() {
        return variable;
    }
}
