package io.histctl.cli.page;

import static io.histctl.testing.Messages.answers;
import static io.histctl.testing.Messages.calls;
import static io.histctl.testing.Messages.spokenUser;
import static io.histctl.testing.Messages.streamed;
import static io.histctl.testing.Messages.system;
import static io.histctl.testing.Messages.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.record.Exchange;
import io.histctl.testing.SpokenReply;
import io.histctl.testing.StoreFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A page shows what was said, its sound, and what an export would do with each turn. */
class ConversationPageTest extends StoreFixture {
    private static final Instant LATER = NOON.plus(Duration.ofHours(2));
    private static final Instant IN_TIME = LATER.plusSeconds(60);
    private static final byte[] MP3 = {(byte) 0xFF, (byte) 0xFB, 0x50, (byte) 0xC4};
    private static final String PICTURE = """
            {"role":"user","content":[{"type":"text","text":"Who is this?"},\
            {"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo="}},\
            {"type":"image_url","image_url":{"url":"https://pictures.example/a.png?signature=secret"}}]}""";

    /** Turns: 1 instructions, 2 speech, 3 expired reply, 4 question, 5 calls, 6 result, 7 reply with sound. */
    @BeforeEach
    void recordAPausedChat() {
        SpokenReply expired = SpokenReply.reply("Good morning.").withSound(new byte[48_000], 20);
        SpokenReply usable =
                SpokenReply.reply("At ten.").withSound(new byte[96_000], 40).begunAt(LATER);
        String speech = spokenUser(Base64.getEncoder().encodeToString(MP3), "mp3");
        chat.record(Exchange.of(streamed(system("Be kind."), speech), expired.stream())
                .withAt(NOON)
                .withKeepSound(true));
        chat.record(Exchange.of(
                        streamed(
                                system("Be kind."),
                                speech,
                                expired.replayed(),
                                PICTURE,
                                calls("call_1"),
                                answers("call_1", "ten o'clock")),
                        usable.stream())
                .withAt(LATER)
                .withKeepSound(true));
        chat.interrupted(7, Duration.ofMillis(500));
    }

    @Test
    void eachTurnHasItsSpeakerTimeAndWords() {
        Document page = Pages.page(chat, IN_TIME);

        assertThat(page.select(".turns > article.turn")).hasSize(7);
        Element reply = turn(page, 3);
        assertThat(reply.selectFirst("h3").text()).startsWith("3 assistant 2026-06-05 12:00:00");
        assertThat(reply.selectFirst("time").attr("datetime")).isEqualTo("2026-06-05T12:00:00Z");
        assertThat(reply.selectFirst(".words").text()).isEqualTo("Good morning.");
        assertThat(reply.selectFirst(".words").attr("dir")).isEqualTo("auto");
    }

    @Test
    void keptSoundIsPartOfThePage() {
        Document page = Pages.page(chat, IN_TIME);

        assertThat(turn(page, 2).selectFirst("audio").attr("src")).isEqualTo("data:audio/mpeg;base64,//tQxA==");
        String wav = turn(page, 3).selectFirst("audio").attr("src").substring("data:audio/wav;base64,".length());
        assertThat(Base64.getDecoder().decode(wav)).hasSize(44 + 48_000).startsWith('R', 'I', 'F', 'F');
        assertThat(turn(page, 3).select("svg.wave path")).hasSizeGreaterThan(1);
    }

    @Test
    void aPageOfLimitedSizeSaysWhichSoundIsMissing() {
        Document page = Pages.parse(
                ConversationPage.of(chat, new PageTime(IN_TIME, false)).withMediaLimit(1_000));

        assertThat(turn(page, 2).select("audio")).hasSize(1);
        assertThat(turn(page, 3).select("audio")).isEmpty();
        assertThat(turn(page, 3).text()).contains("left out to keep this page small; histctl sound writes it");
    }

    @Test
    void anInterruptionIsMarkedAtItsSecond() {
        Element reply = turn(Pages.page(chat, IN_TIME), 7);

        assertThat(reply.text()).contains("Interrupted: the user heard 0.5 s of 2.0 s.");
        Element wave = reply.selectFirst("svg.wave");
        int width = Integer.parseInt(wave.attr("width"));
        assertThat(wave.selectFirst("rect.unheard").attr("x")).isEqualTo(String.valueOf(width / 4));
        assertThat(wave.attr("aria-label")).contains("interrupted at 0.5 s");
    }

    @Test
    void anAudioIdHasABarAndTheTimeThatRemains() {
        Document page = Pages.page(chat, IN_TIME);

        Element life = turn(page, 7).selectFirst(".life");
        assertThat(life.attr("data-expires"))
                .isEqualTo(String.valueOf(LATER.plusSeconds(3603).toEpochMilli()));
        assertThat(life.text()).startsWith("59m 3s remaining audio_");
        assertThat(turn(page, 3).selectFirst(".life").hasAttr("data-expires")).isFalse();
        assertThat(turn(page, 3).selectFirst(".life").text()).contains("expired");
    }

    @Test
    void eachTurnSaysWhatAnExportWouldDoWithItAndWhy() {
        Document page = Pages.page(chat, IN_TIME);

        assertThat(page.select("article.turn").eachAttr("class"))
                .containsExactly(
                        "turn system is-verbatim",
                        "turn user is-summarized",
                        "turn assistant is-summarized",
                        "turn user is-verbatim",
                        "turn assistant is-verbatim",
                        "turn tool is-verbatim",
                        "turn assistant is-by-id");
        assertThat(turn(page, 3).selectFirst(".decision").text()).isEqualTo("folded");
        assertThat(turn(page, 3).selectFirst(".why").text()).startsWith("Its audio expired");
        assertThat(turn(page, 7).selectFirst(".decision").text()).isEqualTo("sent by id");
        assertThat(page.select(".decision").eachAttr("data-mark")).containsExactly("●", "≡", "≡", "●", "●", "●", "◆");
    }

    @Test
    void theSummaryPrecedesTheTurnsThatItStandsFor() {
        List<Element> items = Pages.page(chat, IN_TIME).select(".turns > article");

        Element fold = items.get(1);
        assertThat(fold.className()).isEqualTo("fold");
        assertThat(fold.text())
                .startsWith("Summary, sent in place of turns 2–3")
                .contains("Assistant: Good morning.");
        assertThat(items.get(2).id()).isEqualTo("turn-2");
    }

    @Test
    void tokensAreShownByTurnAsAChartAndAsATable() {
        Document page = Pages.page(chat, IN_TIME);

        assertThat(page.select("svg.columns g")).hasSize(7);
        assertThat(page.select("figure.chart tbody tr").get(2).text()).isEqualTo("turn 3 12 20 0 0");
        assertThat(turn(page, 3).selectFirst(".why").text()).endsWith("Tokens: 12 text, 20 audio; none are sent");
    }

    @Test
    void toolCallsAndResultsAreClosedUntilAClick() {
        Document page = Pages.page(chat, IN_TIME);

        assertThat(turn(page, 5).selectFirst("details").hasAttr("open")).isFalse();
        assertThat(turn(page, 5).selectFirst("summary").text()).isEqualTo("Calls find_trains");
        assertThat(turn(page, 6).selectFirst("summary").text()).isEqualTo("Result of find_trains");
        assertThat(turn(page, 6).selectFirst("pre").text()).isEqualTo("ten o'clock");
    }

    @Test
    void imagesAreShownOnlyIfTheMessageContainsThem() {
        Element turn = turn(Pages.page(chat, IN_TIME), 4);

        assertThat(turn.select("img").eachAttr("src")).containsExactly("data:image/png;base64,iVBORw0KGgo=");
        assertThat(turn.selectFirst("img").attr("alt")).isNotEmpty();
        assertThat(turn.selectFirst(".reference").text()).isEqualTo("[image] https://pictures.example/a.png");
    }

    @Test
    void thePageHasLandmarksHeadingsAndLabels() {
        Document page = Pages.page(chat, IN_TIME);

        assertThat(page.select("html[lang=en] header, main, footer, [role=search]"))
                .hasSize(4);
        assertThat(page.select("h1")).hasSize(1);
        for (Element labelled : page.select("[aria-labelledby]")) {
            assertThat(page.getElementById(labelled.attr("aria-labelledby"))).isNotNull();
        }
        for (Element field : page.select("input, select")) {
            assertThat(page.select("label[for=" + field.id() + "]")).hasSize(1);
        }
        assertThat(page.select("audio:not([aria-label]), svg:not([aria-label]):not([aria-hidden])"))
                .isEmpty();
    }

    @Test
    void aConversationThatCantBeExportedIsShownWithTheReason() {
        store.conversation(name + "-2").record(Exchange.ofRequest("{\"messages\":[" + user("Hi") + "]}"));

        Document page = Pages.page(store.conversation(name + "-2"), IN_TIME);

        assertThat(page.selectFirst(".warning").text()).startsWith("An export fails now: ");
        assertThat(page.select(".turn .words").text()).isEqualTo("Hi");
    }

    private static Element turn(Document page, int position) {
        return page.getElementById("turn-" + position);
    }
}
