package io.histctl.cli.config;

/**
 * The value of a setting.
 *
 * @param source where it is set: a variable, or a key in the file
 */
public record Setting(String value, String source) {}
