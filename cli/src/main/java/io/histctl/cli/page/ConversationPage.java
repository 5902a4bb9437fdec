package io.histctl.cli.page;

import com.samskivert.mustache.Template;
import io.histctl.Conversation;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as one HTML page: what was said, its sound, what remains of each audio id, and what an export would do
 * with each turn. The page needs no network and allows none.
 */
public final class ConversationPage {
    private final Conversation chat;
    private final PageTime time;
    private final @Nullable String home;
    private final long mediaLimit;

    private ConversationPage(Conversation chat, PageTime time, @Nullable String home, long mediaLimit) {
        this.chat = chat;
        this.time = time;
        this.home = home;
        this.mediaLimit = mediaLimit;
    }

    /** The page of a conversation, for a file. */
    public static ConversationPage of(Conversation chat, PageTime time) {
        return new ConversationPage(chat, time, null, EmbeddedMedia.MAX_BYTES);
    }

    /** This page with a link to the list of conversations. */
    public ConversationPage withHome(String address) {
        return new ConversationPage(chat, time, address, mediaLimit);
    }

    /** This page with at most this many bytes of sound and images. */
    ConversationPage withMediaLimit(long bytes) {
        return new ConversationPage(chat, time, home, bytes);
    }

    /** Writes the page turn by turn. */
    public void writeTo(Writer out) throws IOException {
        Plan plan = Plan.of(chat, time.at());
        TurnBatches turns = TurnBatches.of(chat, plan);
        Templates.of("head").execute(new PageHead(chat.id(), time, turns, plan, home), out);
        turns(turns, plan, out);
        Templates.of("tail").execute(Map.of("script", PageParts.SCRIPT), out);
        out.flush();
    }

    private void turns(TurnBatches turns, Plan plan, Writer out) throws IOException {
        Template template = Templates.of("turn");
        EmbeddedMedia media = new EmbeddedMedia(chat, mediaLimit);
        ToolNames tools = new ToolNames();
        turns.each(turn -> {
            FoldView fold = FoldView.before(turn, plan);
            if (fold != null) {
                Templates.of("fold").execute(fold, out);
            }
            tools.add(turn);
            template.execute(new TurnView(turn, plan, media, tools, time.at()), out);
        });
    }
}
