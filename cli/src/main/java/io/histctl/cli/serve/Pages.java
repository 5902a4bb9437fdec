package io.histctl.cli.serve;

import com.sun.net.httpserver.Headers;
import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.cli.page.ConversationPage;
import io.histctl.cli.page.ListPage;
import io.histctl.cli.page.PageParts;
import io.histctl.cli.page.PageTime;
import io.histctl.error.InvalidInputException;
import io.histctl.error.NotFoundException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows the stored conversations in a browser, read-only. Thread-safe. */
final class Pages {
    static final String ROOT = "/histctl/";

    private static final String PAGE = ROOT + "c/";
    private static final String AFTER = "after=";

    private final HistoryStore store;
    private final Guard guard;
    private final PageKey key = PageKey.random();

    Pages(HistoryStore store, Guard guard) {
        this.store = store;
        this.guard = guard;
    }

    /** The path and the query that open the list. */
    String address() {
        return ROOT + "?" + key.query();
    }

    static boolean serves(URI target) {
        String path = target.getRawPath();
        return path != null && path.startsWith(ROOT);
    }

    void serve(ServedRequest request) throws IOException {
        URI target = request.exchange().getRequestURI();
        if (!Set.of("GET", "HEAD").contains(request.method())) {
            throw new Refusal(405, "bad_method", "pages are read-only; use GET");
        }
        if (key.isIn(target.getRawQuery())) {
            enter(request, target.getRawPath());
            return;
        }
        if (!key.isInCookie(request.header("Cookie")) && !guard.hasToken(request.exchange())) {
            throw new Refusal(401, "no_key", "pages need their key; open the address that histctl serve printed");
        }
        request.watch().pause();
        String path = target.getRawPath();
        if (path.equals(ROOT)) {
            list(request, target.getRawQuery());
        } else if (path.startsWith(PAGE)) {
            conversation(request, decoded(path.substring(PAGE.length())));
        } else {
            throw new Refusal(404, "no_such_page", "there is no such page; open " + ROOT);
        }
    }

    /** Moves the key from the address, which browsers keep in their history, into a cookie. */
    private void enter(ServedRequest request, String path) throws IOException {
        Headers headers = request.exchange().getResponseHeaders();
        headers.set("Location", path);
        headers.set("Set-Cookie", key.setCookie(ROOT));
        headers.set("Referrer-Policy", "no-referrer");
        request.respond(303, new byte[0]);
    }

    private void list(ServedRequest request, @Nullable String query) throws IOException {
        String after = query != null && query.startsWith(AFTER) ? decoded(query.substring(AFTER.length())) : null;
        ListPage page;
        try {
            page = ListPage.of(store, ROOT, after);
        } catch (InvalidInputException e) {
            throw new Refusal(400, "bad_cursor", "the address is not one of a list; open " + ROOT);
        }
        write(request, page::writeTo);
    }

    private void conversation(ServedRequest request, String id) throws IOException {
        Conversation chat;
        PageTime time;
        try {
            chat = store.conversation(id);
            time = new PageTime(chat.moment().at(), true);
        } catch (NotFoundException | InvalidInputException e) {
            throw new Refusal(404, "no_such_page", "there is no such conversation; open " + ROOT);
        }
        write(request, ConversationPage.of(chat, time).withHome(ROOT)::writeTo);
    }

    private interface Page {
        void writeTo(Writer out) throws IOException;
    }

    private static void write(ServedRequest request, Page page) throws IOException {
        Headers headers = request.exchange().getResponseHeaders();
        headers.set("Content-Type", "text/html; charset=utf-8");
        headers.set("Content-Security-Policy", PageParts.POLICY + "; frame-ancestors 'none'");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cache-Control", "no-store");
        request.entry().outcome("client_went_away");
        OutputStream out = new WatchedOutput(request.begin(200, -1), request);
        page.writeTo(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 15));
    }

    private static String decoded(String encoded) {
        try {
            return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "bad_target", "the address is not encoded correctly; open " + ROOT);
        }
    }
}
