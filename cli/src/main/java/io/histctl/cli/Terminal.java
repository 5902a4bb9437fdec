package io.histctl.cli;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/**
 * Which streams are terminals.
 *
 * @param out whether standard output is one
 * @param err whether standard error is one
 */
record Terminal(boolean out, boolean err) {

    /** Uses the launcher's findings, because Java can't distinguish the streams; otherwise asks the console. */
    static Terminal find() {
        String found = System.getProperty("histctl.terminal");
        if (found != null) {
            return new Terminal(found.contains("out"), found.contains("err"));
        }
        boolean console = isTerminal(System.console());
        return new Terminal(console, console);
    }

    /** From Java 22 on a console exists even without a terminal. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null || Runtime.version().feature() < 22) {
            return console != null;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }
}
