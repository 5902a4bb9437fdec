package io.histctl.cli.page;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The templates and other resources of pages. All values are escaped, for text and for quoted attributes; the only
 * exceptions are the style, the script and base64.
 */
final class Templates {
    private static final Mustache.Compiler COMPILER = Mustache.compiler()
            .withEscaper(text -> Escapers.HTML.escape(HtmlText.visible(text)))
            .withLoader(name -> new StringReader(resource(name + ".mustache")))
            .emptyStringIsFalse(true)
            .nullValue("");

    private Templates() {}

    static Template of(String name) {
        return COMPILER.compile(resource(name + ".mustache"));
    }

    static String resource(String name) {
        try (InputStream in = Templates.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " can't be read from the program", e);
        }
    }

    /** The source expression of a Content-Security-Policy that allows this inline text and no other. */
    static String source(String inline) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(inline.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
