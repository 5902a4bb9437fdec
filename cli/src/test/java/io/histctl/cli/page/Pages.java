package io.histctl.cli.page;

import io.histctl.Conversation;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Pages of conversations, parsed. */
final class Pages {
    private Pages() {}

    static Document page(Conversation chat, Instant at) {
        return parse(ConversationPage.of(chat, new PageTime(at, false)));
    }

    static Document parse(ConversationPage page) {
        return Jsoup.parse(html(page));
    }

    static String html(ConversationPage page) {
        StringWriter out = new StringWriter();
        try {
            page.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    static String markdown(Conversation chat, Instant at) {
        StringWriter out = new StringWriter();
        try {
            MarkdownPage.of(chat, new PageTime(at, false)).writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }
}
