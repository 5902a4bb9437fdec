package io.histctl.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Strings of every length, escapes and quotes at any place, in documents with white space at each level. */
class JsonSliceProperties {
    @Property(tries = 500)
    void stringsAreFoundAtEachLevel(@ForAll("texts") String first, @ForAll("texts") String second) {
        String document = " { \"a\" : " + quoted(first) + " ,\n\"b\":{ \"c\" : [ " + quoted(second) + " , "
                + quoted(first) + " ] } , \"d\" : 1 } ";

        JsonSlice json = Json.read(document.getBytes(StandardCharsets.UTF_8), "the document");
        JsonSlice inner = json.members().get("b").members().get("c");

        assertThat(json.members().get("a").string()).isEqualTo(first);
        assertThat(inner.elements()).extracting(JsonSlice::string).containsExactly(second, first);
        assertThat(json.members().keySet()).containsExactly("a", "b", "d");
        assertThat(Json.tree(json)).isEqualTo(Json.tree(JsonSlice.of(json.bytes())));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> piece = Arbitraries.of("a", " ", "\\", "\"", "{", "]", "é", "\n", "AAAAAAAAAAAAAAAA", "/+=");
        return piece.list().ofMaxSize(400).map(pieces -> String.join("", pieces));
    }

    private static String quoted(String text) {
        return "\"" + new String(Json.quoted(text), StandardCharsets.UTF_8) + "\"";
    }
}
