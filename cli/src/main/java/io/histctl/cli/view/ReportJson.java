package io.histctl.cli.view;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.export.ExportReport;
import io.histctl.model.Tokens;
import io.histctl.resume.Decision;
import io.histctl.resume.PlannedTurn;

/** An export's report as JSON. */
public final class ReportJson {
    private ReportJson() {}

    public static ObjectNode of(ExportReport report) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("conversation", report.conversation());
        node.put("at", report.at().toString());
        node.put("policy", report.policy().name());
        node.put("voice", report.voice().toString());
        node.put(
                "validUntil",
                report.validUntil() == null ? null : report.validUntil().toString());
        node.put("summaryBy", report.summary() == null ? null : report.summary().by());
        ObjectNode turns = node.putObject("turns");
        for (Decision decision : Decision.values()) {
            Integer count = report.counts().get(decision);
            if (count != null || decision != Decision.WITH_PLACEHOLDERS) { // rare, so named only if there are any
                turns.put(key(decision), count == null ? 0 : count);
            }
        }
        ObjectNode tokens = node.putObject("tokens");
        tokens(tokens.putObject("before"), report.cost().before());
        tokens(tokens.putObject("after"), report.cost().after());
        tokens.put("note", "images and files are not counted");
        var decisions = node.putArray("decisions");
        for (PlannedTurn turn : report.turns()) {
            decisions
                    .addObject()
                    .put("position", turn.position())
                    .put("role", turn.role().toString())
                    .put("decision", key(turn.decision()))
                    .put("reason", ReasonText.of(turn, report));
        }
        var warnings = node.putArray("warnings");
        report.warnings().forEach(warning -> warnings.add(warning.message() + RemedyText.of(warning.remedy())));
        return node;
    }

    private static void tokens(ObjectNode node, Tokens tokens) {
        node.put("text", tokens.text());
        node.put("audio", tokens.audio());
        node.put("total", tokens.total());
        node.put("exact", tokens.exact());
    }

    private static String key(Decision decision) {
        return switch (decision) {
            case VERBATIM -> "verbatim";
            case BY_AUDIO_ID -> "byAudioId";
            case AS_TRANSCRIPT -> "asTranscript";
            case WITH_PLACEHOLDERS -> "withPlaceholders";
            case SUMMARIZED -> "summarized";
            case OMITTED -> "omitted";
        };
    }
}
