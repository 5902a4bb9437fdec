package io.histctl.model;

/**
 * A call that the assistant asked for.
 *
 * @param id empty for the deprecated function call, which has none
 * @param arguments JSON as the model wrote it, which may be invalid, or a custom tool's input
 */
public record ToolCall(String id, String name, String arguments) {}
