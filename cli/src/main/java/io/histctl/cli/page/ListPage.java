package io.histctl.cli.page;

import io.histctl.HistoryStore;
import io.histctl.ListOptions;
import io.histctl.cli.view.Count;
import io.histctl.model.ConversationInfo;
import java.io.IOException;
import java.io.Writer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The conversations of a store as one HTML page, the newest first, with a link to the page of each. */
@SuppressWarnings("UnusedMethod") // the template calls methods by their names
public final class ListPage {
    private static final int LENGTH = 200;

    private final List<ConversationInfo> infos;
    private final String root;
    private final boolean continued;

    private ListPage(List<ConversationInfo> infos, String root, boolean continued) {
        this.infos = infos;
        this.root = root;
        this.continued = continued;
    }

    /**
     * Reads one page of the list.
     *
     * @param root the address of the list, which ends with a slash; below it are the pages of conversations
     * @param after the cursor that the previous page ends with; null for the beginning
     * @throws io.histctl.error.InvalidInputException if the cursor is not one of a list
     */
    public static ListPage of(HistoryStore store, String root, @Nullable String after) {
        List<ConversationInfo> infos =
                store.conversations(ListOptions.DEFAULT.withAfter(after).withLimit(LENGTH));
        return new ListPage(infos, root, after != null);
    }

    /** The address of the page of a conversation. */
    public static String address(String root, String conversation) {
        return root + "c/" + encoded(conversation);
    }

    /** Writes the page. */
    public void writeTo(Writer out) throws IOException {
        Templates.of("list").execute(new View(infos, root, continued), out);
        out.flush();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace(".", "%2E");
    }

    /** What the template shows. */
    private record View(List<ConversationInfo> infos, String root, boolean continued) {
        String title() {
            return "Conversations";
        }

        String policy() {
            return PageParts.POLICY;
        }

        String style() {
            return PageParts.STYLE;
        }

        String atMillis() {
            return "";
        }

        boolean live() {
            return false;
        }

        List<Entry> conversations() {
            return infos.stream().map(info -> new Entry(info, root)).toList();
        }

        /** The address of the next page; null on the last one. */
        @Nullable
        String older() {
            return infos.size() < LENGTH
                    ? null
                    : root + "?after=" + encoded(infos.get(infos.size() - 1).cursor());
        }
    }

    /** A conversation of the list. */
    private record Entry(ConversationInfo info, String root) {
        String id() {
            return info.conversation();
        }

        String address() {
            return ListPage.address(root, info.conversation());
        }

        String words() {
            return info.title();
        }

        Set<String> tags() {
            return info.tags();
        }

        String count() {
            return Count.of(info.turns(), "turn");
        }

        String iso() {
            return info.lastAt().toString();
        }

        String time() {
            return PageTime.text(info.lastAt());
        }

        String usable() {
            return info.lastExpiry() == null
                    ? "nothing usable"
                    : Count.of(info.usableIds(), "reference") + " usable until " + PageTime.text(info.lastExpiry());
        }
    }
}
