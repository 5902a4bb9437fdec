package io.histctl.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.histctl.Conversation;
import io.histctl.record.Exchange;
import io.histctl.testing.StoreFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.parser.Parser;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stored text never becomes markup, script or an address, whatever it contains and wherever it is stored. */
class HostilePageTest extends StoreFixture {
    private static final List<String> PIECES = List.of(
            "<script>alert(1)</script>",
            "</script><script>alert(2)</script>",
            "<img src=x onerror=alert(3)>",
            "\"><svg onload=alert(4)>",
            "' onmouseover='alert(5)",
            "</p></article></li></ol><iframe src=https://evil.example>",
            "</style><style>*{display:none}",
            "<!--",
            "-->",
            "<![CDATA[",
            "{{name}}",
            "{{{script}}}",
            "{{> head}}",
            "{{=<% %>=}}",
            "&amp;",
            "&#x3c;script&#x3e;",
            "javascript:alert(6)",
            "data:text/html,<script>alert(7)</script>",
            "```",
            "~~~",
            "````text\n# heading\n````",
            "`code`",
            "\n\n# heading\n\n",
            "\n- [link](https://evil.example)",
            "![image](https://evil.example/a.png)",
            "\n    indented\n",
            "@somebody #12",
            "| a | b |",
            "\\`",
            "\u0000",
            "\u001b[2J",
            "\u202e",
            "\ud800",
            "\ufffe",
            "שלום",
            "\r\n",
            "\t",
            " ",
            "=",
            "a");

    private static final String LINE = """
            {"model":"gpt-audio-1.5","modalities":["text","audio"],"audio":{"voice":T,"format":"wav"},"messages":[\
            {"role":"system","content":T},\
            {"role":"user","name":T,"content":[{"type":"text","text":T},{"type":"image_url","image_url":{"url":U}},\
            {"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw=="}},\
            {"type":T,"x":1}]},\
            {"role":"assistant","refusal":T,"tool_calls":[{"id":T,"type":"function","function":{"name":T,"arguments":T}}]},\
            {"role":"tool","tool_call_id":T,"content":T},\
            {"role":"user","content":[{"type":"input_audio","input_audio":{"data":"AQID","format":T}}]}]}""";
    private static final String REPLY = """
            {"id":I,"created":1780660740,"model":T,"choices":[{"index":0,"finish_reason":T,\
            "message":{"role":"assistant","audio":{"id":I,"transcript":T,"expires_at":1780664340}}}]}""";

    static List<String> hostileTexts() {
        Random random = new Random(15);
        List<String> texts = new ArrayList<>(PIECES);
        for (int i = 0; i < 30; i++) {
            StringBuilder text = new StringBuilder();
            for (int pieces = random.nextInt(6) + 2; pieces > 0; pieces--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            texts.add(text.toString());
        }
        return texts;
    }

    private Conversation record(String text) {
        String id = name + text.replaceAll("[\\ud800-\\udfff]", "");
        Conversation hostile = store.conversation(id);
        String json = escaped("x" + text);
        String audio = escaped("x" + text.replace("\ud800", ""));
        String url = escaped("https://a.example/" + text);
        hostile.record(Exchange.of(
                LINE.replace(":U", ":" + url).replace(":T", ":" + json),
                REPLY.replace(":T", ":" + json).replace(":I", ":" + audio)));
        return hostile;
    }

    /** A JSON string. UTF-8 can't contain half of a surrogate pair. */
    private static String escaped(String text) {
        return TextNode.valueOf(text).toString().replace("\ud800", "\\ud800");
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void hostileTextAddsNoMarkupToAPage(String text) {
        Conversation hostile = record(text);

        Document page = Pages.page(hostile, NOON);

        assertThat(tags(page)).isEqualTo(tags(Pages.page(record("harmless"), NOON)));
        assertThat(page.select("script")).hasSize(1);
        assertThat(page.select("iframe, object, embed, base, link, form")).isEmpty();
        for (Element element : page.getAllElements()) {
            for (Attribute attribute : element.attributes()) {
                assertThat(attribute.getKey())
                        .doesNotStartWithIgnoringCase("on")
                        .isNotEqualTo("style");
                if (Set.of("src", "href", "data").contains(attribute.getKey())) {
                    assertThat(attribute.getValue()).matches("#.*|data:(audio|image)/[a-z0-9]+;base64,[A-Za-z0-9+/=]*");
                }
            }
        }
        assertThat(page.select("#turn-1 .words").first().wholeText())
                .isEqualTo(HtmlText.visible("x" + text).replace("\r\n", "\n"));
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void hostileTextStaysInItsBlockInMarkdown(String text) {
        String markdown = Pages.markdown(record(text), NOON);

        List<String> blocks = new ArrayList<>();
        Parser.builder().build().parse(markdown).accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock block) {
                blocks.add(block.getLiteral());
            }

            @Override
            public void visit(Code code) {}

            @Override
            public void visit(HtmlBlock html) {
                throw new AssertionError("HTML: " + html.getLiteral());
            }

            @Override
            public void visit(HtmlInline html) {
                throw new AssertionError("HTML: " + html.getLiteral());
            }

            @Override
            public void visit(Link link) {
                throw new AssertionError("link: " + link.getDestination());
            }

            @Override
            public void visit(Image image) {
                throw new AssertionError("image: " + image.getDestination());
            }

            @Override
            public void visit(IndentedCodeBlock block) {
                throw new AssertionError("block without a fence");
            }
        });
        String shown = io.histctl.cli.view.Printable.lines("x" + text) + "\n";
        assertThat(blocks).filteredOn(block -> block.equals(shown)).hasSizeGreaterThanOrEqualTo(4);
        assertThat(markdown.lines().filter(line -> line.startsWith("### "))).hasSize(6);
    }

    @Test
    void onlyTheProgramsOwnTextIsWrittenUnescaped() {
        Set<String> unescaped = new TreeSet<>();
        for (String template : List.of("start", "head", "chart", "fold", "turn", "tail", "list")) {
            Pattern.compile("\\{\\{[{&][^}]*}}")
                    .matcher(Templates.resource(template + ".mustache"))
                    .results()
                    .forEach(match -> unescaped.add(match.group()));
        }
        // data is base64 after a type from a fixed list
        assertThat(unescaped).containsExactly("{{{data}}", "{{{script}}", "{{{style}}");
    }

    @Test
    void thePolicyAllowsNothingButThisScriptAndThisStyle() {
        Document page = Pages.page(record("harmless"), NOON);

        String policy =
                page.selectFirst("meta[http-equiv=Content-Security-Policy]").attr("content");
        assertThat(policy)
                .startsWith("default-src 'none'; ")
                .contains(Templates.source(page.selectFirst("script").data()))
                .contains(Templates.source(page.selectFirst("style").data()))
                .doesNotContain("unsafe", "http", "*");
    }

    private static List<String> tags(Document page) {
        return page.getAllElements().stream().map(Element::tagName).toList();
    }
}
