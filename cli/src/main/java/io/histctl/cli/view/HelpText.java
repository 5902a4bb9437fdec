package io.histctl.cli.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Help of a command: options grouped under headings, examples last. */
public final class HelpText {
    private static final int WIDTH = 80;
    private static final String MORE = "More: ";

    private HelpText() {}

    /** Lists the options of a command under the heading that each belongs to, in the order of declaration. */
    public static void install(CommandSpec spec, Function<OptionSpec, String> headings) {
        spec.usageMessage().sectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> options(help, headings));
    }

    /**
     * Makes the help of the program itself an overview that fits a small terminal.
     *
     * @param secondary the commands that it lists by name only
     */
    public static void installOverview(CommandSpec spec, List<String> secondary) {
        UsageMessageSpec usage = spec.usageMessage();
        usage.customSynopsis("histctl [GLOBAL OPTIONS] COMMAND [OPTIONS]");
        usage.synopsisHeading("Usage: ").commandListHeading("Commands:%n");
        usage.sectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> "");
        usage.sectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> commands(help, secondary));
        usage.footer(
                "",
                "histctl COMMAND --help explains a command's options and the global ones.",
                "Exit status: 0 success, 1 failure, 2 usage error. Messages go to stderr.");
    }

    /** The last lines of a help text: example calls. */
    public static String[] examples(String... calls) {
        return Stream.concat(
                        Stream.of("", calls.length == 1 ? "Example:" : "Examples:"),
                        Arrays.stream(calls).map(call -> "  " + call))
                .toArray(String[]::new);
    }

    private static String commands(Help help, List<String> secondary) {
        Map<String, Help> main = new LinkedHashMap<>(help.subcommands());
        main.keySet().removeAll(secondary);
        StringBuilder more = new StringBuilder(MORE);
        int line = 0;
        for (String name : secondary) {
            if (more.length() - line + name.length() + 1 > WIDTH) {
                more.append(String.format("%n")).append(" ".repeat(MORE.length()));
                line = more.length() - MORE.length();
            }
            more.append(name).append(name.equals(secondary.get(secondary.size() - 1)) ? "" : ", ");
        }
        return help.commandList(main)
                + more.toString().replace(", " + System.lineSeparator(), "," + System.lineSeparator())
                + String.format("%n");
    }

    private static String options(Help help, Function<OptionSpec, String> headings) {
        Map<String, List<OptionSpec>> groups = new LinkedHashMap<>();
        for (OptionSpec option : help.commandSpec().options()) {
            groups.computeIfAbsent(headings.apply(option), heading -> new ArrayList<>())
                    .add(option);
        }
        StringBuilder text = new StringBuilder();
        groups.forEach((heading, options) -> {
            Help.Layout layout = help.createDefaultLayout();
            layout.addOptions(options, help.parameterLabelRenderer());
            text.append(String.format("%n%s%n%s", heading, layout));
        });
        return text.toString();
    }
}
