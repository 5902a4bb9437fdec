package io.histctl.cli.page;

/** A tool call or a result, which opens on a click. */
record CallView(String title, String name, String content) {}
