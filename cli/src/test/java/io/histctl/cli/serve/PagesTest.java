package io.histctl.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.record.Exchange;
import io.histctl.testing.Messages;
import io.histctl.testing.SpokenReply;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A proxy shows the stored conversations to a browser that has the key. */
class PagesTest {
    private static final String HOSTILE = "a/b %2F ü.. <b>&\"?#";

    private final ServedStore served = new ServedStore(URI.create("http://127.0.0.1:1/v1"));
    private final HttpClient browser = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .cookieHandler(new CookieManager())
            .build();

    PagesTest() {
        for (String id : List.of("kitchen", HOSTILE)) {
            served.store
                    .conversation(id)
                    .record(Exchange.of(
                            Messages.voice(Messages.user("When does " + id.length() + " leave?")),
                            SpokenReply.reply("At nine.").whole()));
        }
    }

    @AfterEach
    void close() {
        served.close();
        assertThat(served.messages).isEmpty();
    }

    @Test
    void theAddressOpensAListWithTheKeyInACookie() throws Exception {
        HttpResponse<String> list = get(served.pages());

        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(list.uri()).hasToString(served.url("/histctl/").toString());
        assertThat(Jsoup.parse(list.body()).select(".conversations a").eachText())
                .containsExactlyInAnyOrder("kitchen", HOSTILE);
    }

    @Test
    void eachConversationHasAPage() throws Exception {
        Document list =
                Jsoup.parse(get(served.pages()).body(), served.url("/histctl/").toString());

        for (var link : list.select(".conversations a")) {
            HttpResponse<String> page = get(URI.create(link.absUrl("href")));

            Document shown = Jsoup.parse(page.body());
            assertThat(shown.selectFirst("h1").text()).isEqualTo(link.text());
            assertThat(shown.select(".turn")).hasSize(2);
            assertThat(shown.selectFirst(".home a").attr("href")).isEqualTo("/histctl/");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith(shown.selectFirst("meta[http-equiv=Content-Security-Policy]")
                            .attr("content"))
                    .endsWith("frame-ancestors 'none'");
            assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/histctl/", "/histctl/?key=", "/histctl/?key=wrong", "/histctl/c/kitchen"})
    void withoutTheKeyNothingIsShown(String path) throws Exception {
        HttpResponse<String> refused = get(served.url(path));

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("no_key").doesNotContain("leave");
    }

    @Test
    void theTokenIsAsGoodAsTheKey() throws Exception {
        String token = "correct-horse-battery";
        try (ServedStore other = new ServedStore(
                ServedStore.options(URI.create("http://127.0.0.1:1/v1"), token, false, Limits.DEFAULT), served.clock)) {
            assertThat(get(other.url("/histctl/"), Guard.TOKEN_HEADER, token).statusCode())
                    .isEqualTo(200);
            assertThat(get(other.url("/histctl/"), Guard.TOKEN_HEADER, "another-one-1234")
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void otherSitesAndMethodsAreRefused() throws Exception {
        get(served.pages());

        assertThat(get(served.url("/histctl/"), "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(get(served.url("/histctl/"), "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
        assertThat(send(HttpRequest.newBuilder(served.url("/histctl/c/kitchen")).DELETE())
                        .statusCode())
                .isEqualTo(405);
        assertThat(RawClient.send(served.port(), "GET /histctl/ HTTP/1.1", "Host: evil.example", "", ""))
                .contains("foreign_host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/histctl/c/nobody", "/histctl/c/", "/histctl/x", "/histctl/c/%ff", "/histctl/?after=x"})
    void whatIsNotThereIsAnError(String path) throws Exception {
        get(served.pages());

        assertThat(get(served.url(path)).statusCode()).isIn(400, 404);
    }

    private HttpResponse<String> get(URI address, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
