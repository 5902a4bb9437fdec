package io.histctl.cli.view;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.prune.PruneReport;
import java.time.temporal.ChronoUnit;

/** What was pruned, as text and as JSON. */
public final class PruneText {
    private PruneText() {}

    /** One sentence. */
    public static String of(PruneReport report, boolean sound, boolean turns) {
        String sounds = sound
                ? "; " + (report.dryRun() ? "would delete " : "deleted ")
                        + Count.of(report.sounds().deleted(), "sound") + ", leaving "
                        + report.sounds().kept() + " without a transcript"
                : "";
        String turnsDeleted = turns
                ? "; " + (report.dryRun() ? "would delete " : "deleted ")
                        + Count.of(report.turns().count(), "turn") + ", "
                        + Count.of(report.turns().wholeConversations(), "whole conversation")
                : "";
        return (report.dryRun() ? "would clear " : "cleared ") + Count.of(report.cleared(), "audio id")
                + references(report.clearedReferences())
                + " that expired by "
                + report.at().truncatedTo(ChronoUnit.SECONDS) + sounds + turnsDeleted;
    }

    private static String references(long count) {
        return count == 0 ? "" : " and " + Count.of(count, "reference") + " to images or files";
    }

    /** The same as JSON. */
    public static ObjectNode json(PruneReport report, boolean turns) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("at", report.at().toString());
        node.put("cleared", report.cleared());
        node.put("referencesCleared", report.clearedReferences());
        node.put("soundDeleted", report.sounds().deleted());
        node.put("soundKept", report.sounds().kept());
        if (turns) {
            node.put("turnsDeleted", report.turns().count());
            node.put("conversationsDeleted", report.turns().wholeConversations());
            // the names of earlier versions, for this release
            node.put("turnsForgotten", report.turns().count());
            node.put("conversationsForgotten", report.turns().wholeConversations());
        }
        node.put("dryRun", report.dryRun());
        report.warnings().forEach(node.putArray("warnings")::add);
        return node;
    }
}
