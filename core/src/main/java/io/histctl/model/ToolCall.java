package io.histctl.model;

/**
 * A tool call that the assistant asked for.
 *
 * @param id empty for the deprecated function call, which has no id
 * @param name of the function or tool
 * @param arguments JSON as the model wrote it, which may be invalid, or a custom tool's input
 */
public record ToolCall(String id, String name, String arguments) {}
