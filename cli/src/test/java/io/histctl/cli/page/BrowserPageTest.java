package io.histctl.cli.page;

import static io.histctl.testing.Messages.spokenUser;
import static io.histctl.testing.Messages.streamed;
import static io.histctl.testing.Messages.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.record.Exchange;
import io.histctl.testing.SpokenReply;
import io.histctl.wire.audio.WavFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page works in a real browser, if there is one. */
class BrowserPageTest {
    private static final String HOSTILE = "</script><img src=https://evil.example/a.png onerror=alert(1)>";

    @TempDir
    static Path folder;

    private static Browser browser;

    @BeforeAll
    static void startBrowser() throws Exception {
        Optional<Path> program = Browser.find();
        assumeTrue(program.isPresent(), "no Chromium is on the path, so no page was opened in a browser");
        browser = Browser.start(program.get(), folder.resolve("profile"));
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void openAPage() throws Exception {
        Clock clock = Clock.systemUTC();
        Instant now = clock.instant();
        SpokenReply reply =
                SpokenReply.reply("At six.").withSound(new byte[96_000], 40).begunAt(now);
        byte[] silence = WavFile.ofPcm16(new byte[48_000]);
        String speech = spokenUser(Base64.getEncoder().encodeToString(silence), "wav");
        Path page = folder.resolve("page.html");
        try (HistoryStore store = HistoryStore.inMemory(clock)) {
            Conversation chat = store.conversation("call");
            chat.record(Exchange.of(streamed(user(HOSTILE), speech, user("When?")), reply.stream())
                    .withAt(now)
                    .withKeepSound(true));
            Files.writeString(page, Pages.html(ConversationPage.of(chat, new PageTime(now, true))));
        }
        browser.open(page);
    }

    @Test
    void opensWithoutAnErrorAndWithoutANetworkRequest() throws Exception {
        browser.await("document.querySelectorAll('.turn').length === 4 && !document.getElementById('filter').hidden");

        assertThat(problems()).isEmpty();
        assertThat(browser.events.stream()
                        .filter(event -> event.path("method").asText().equals("Network.requestWillBeSent"))
                        .map(event -> event.at("/params/request/url").asText())
                        .filter(url -> !url.startsWith("data:")))
                .allMatch(url -> url.startsWith("file:"))
                .hasSize(1);
    }

    @Test
    void playsTheSoundOfAReply() throws Exception {
        browser.evaluate("document.querySelector('#turn-4 audio').play()");

        browser.await("document.querySelector('#turn-4 audio').currentTime > 0.1");
        assertThat(browser.evaluate("document.querySelector('#turn-4 audio').duration")
                        .asDouble())
                .isEqualTo(2.0);
        browser.await("document.querySelector('#turn-4 .wave').classList.contains('playing')"
                + " || document.querySelector('#turn-4 audio').ended");
        assertThat(problems()).isEmpty();
    }

    @Test
    void countsDownHowLongAnAudioIdRemainsUsable() throws Exception {
        String left = browser.evaluate("document.querySelector('#turn-4 .life span').textContent")
                .asText();

        assertThat(left).matches("(1h|5\\dm).* remaining");
        browser.await("document.querySelector('#turn-4 .life span').textContent !== '" + left + "'");
    }

    @Test
    void saysWhenAnIdHasExpiredSinceThePageWasMade() throws Exception {
        assertThat(browser.evaluate("document.getElementById('stale').hidden").asBoolean())
                .isTrue();

        browser.evaluate("{ const later = Date.now() + 7200000; Date.now = () => later; }");

        browser.await("!document.getElementById('stale').hidden");
        assertThat(browser.evaluate("document.getElementById('stale').textContent")
                        .asText())
                .startsWith("1 audio id has expired since this page was made.");
    }

    @Test
    void filtersTurnsByWordsAndByWhatIsSent() throws Exception {
        browser.evaluate("{ const field = document.getElementById('words'); field.value = 'WHEN';"
                + " field.dispatchEvent(new Event('input')); }");
        browser.await("document.querySelectorAll('.turn:not([hidden])').length === 1");
        assertThat(browser.evaluate("document.getElementById('shown').value").asText())
                .isEqualTo("1 of 4");

        browser.evaluate("{ document.getElementById('words').value = ''; const choice ="
                + " document.getElementById('decision'); choice.value = 'is-by-id';"
                + " choice.dispatchEvent(new Event('change')); }");
        browser.await("document.querySelectorAll('.turn:not([hidden])').length === 1"
                + " && document.querySelector('.turn:not([hidden])').id === 'turn-4'");
        assertThat(problems()).isEmpty();
    }

    /** Errors of the script and of the browser. */
    private static List<JsonNode> problems() {
        return browser.events.stream()
                .filter(event -> {
                    String method = event.path("method").asText();
                    return method.equals("Runtime.exceptionThrown")
                            || method.equals("Runtime.consoleAPICalled")
                            || (method.equals("Log.entryAdded")
                                    && event.at("/params/entry/level").asText().equals("error"));
                })
                .toList();
    }
}
