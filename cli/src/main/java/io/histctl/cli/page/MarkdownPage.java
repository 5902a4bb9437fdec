package io.histctl.cli.page;

import io.histctl.Conversation;
import io.histctl.cli.view.Count;
import io.histctl.export.ExportReport;
import io.histctl.model.Turn;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * A conversation as Markdown, for pasting into an issue. Everything that was said is in fenced blocks, so it neither
 * becomes markup nor mentions anybody.
 */
public final class MarkdownPage {
    private final Conversation chat;
    private final PageTime time;

    private MarkdownPage(Conversation chat, PageTime time) {
        this.chat = chat;
        this.time = time;
    }

    /** The text for a conversation. */
    public static MarkdownPage of(Conversation chat, PageTime time) {
        return new MarkdownPage(chat, time);
    }

    /** Writes the text turn by turn. */
    public void writeTo(Writer out) throws IOException {
        Plan plan = Plan.of(chat, time.at());
        TurnBatches turns = TurnBatches.of(chat, plan);
        out.write("## " + Markdown.code(chat.id()) + "\n");
        paragraph(out, summary(turns, plan));
        EmbeddedMedia none = new EmbeddedMedia(chat, 0);
        ToolNames tools = new ToolNames();
        turns.each(turn -> {
            FoldView fold = FoldView.before(turn, plan);
            if (fold != null) {
                paragraph(out, "### Summary, sent in place of " + fold.turns());
                paragraph(out, Markdown.block(fold.message()));
            }
            tools.add(turn);
            turn(turn, new TurnView(turn, plan, none, tools, time.at()), out);
        });
        out.flush();
    }

    private String summary(TurnBatches turns, Plan plan) {
        String head = Count.of(turns.count(), "turn") + ", as of " + PageTime.text(time.at()) + " UTC. ";
        ExportReport report = plan.report();
        if (report == null) {
            return head + "An export fails now: " + Markdown.code(String.valueOf(plan.problem()));
        }
        List<String> counts = new ArrayList<>();
        report.counts()
                .forEach((decision, count) -> counts.add(
                        count + " " + DecisionView.of(decision, count).label()));
        return head + "An export would send: " + String.join(", ", counts) + "; voice " + report.voice() + ".";
    }

    private static void turn(Turn turn, TurnView view, Writer out) throws IOException {
        DecisionView decision = view.decision();
        paragraph(
                out,
                "### " + turn.position() + ". " + view.role()
                        + (view.name() == null ? "" : " " + Markdown.code(view.name())) + ", " + view.time());
        if (decision != null) {
            paragraph(
                    out,
                    decision.symbol() + " " + decision.label() + " (" + Markdown.code(view.why()) + ")."
                            + view.tokens());
        }
        for (String note : view.notes()) {
            paragraph(out, note);
        }
        for (String words : view.words()) {
            paragraph(out, Markdown.block(words));
        }
        for (CallView call : view.calls()) {
            paragraph(out, call.title() + " " + Markdown.code(call.name()) + ":");
            paragraph(out, Markdown.block(call.content()));
        }
        for (EmbeddedMedia.Embedded image : view.images()) {
            paragraph(
                    out,
                    "[image] "
                            + Markdown.code(
                                    image.media() == null ? "" : image.media().type()));
        }
        for (String reference : view.references()) {
            paragraph(out, Markdown.code(reference));
        }
        for (SoundView sound : view.sounds()) {
            paragraph(out, "♪ " + sound.label() + (sound.heard() == null ? "" : ". " + sound.heard()));
        }
        LifeView life = view.life();
        if (life != null) {
            paragraph(out, Markdown.code(life.id()) + " " + life.left());
        }
    }

    private static void paragraph(Writer out, String text) throws IOException {
        out.write("\n" + text + "\n");
    }
}
