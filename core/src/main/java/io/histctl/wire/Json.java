package io.histctl.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.histctl.error.InvalidInputException;
import io.histctl.error.Remedy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Reads JSON: validates it and removes insignificant white space. Every other byte is kept. */
@API(status = API.Status.INTERNAL)
public final class Json {
    /** The largest document, in bytes: 256 MiB. */
    public static final int MAX_BYTES = 256 << 20;

    /** The deepest nesting. */
    public static final int MAX_DEPTH = 500;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(MAX_BYTES)
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    // a million names would enter the JVM's table of strings
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    /**
     * Checks that the bytes are one JSON document in UTF-8, and removes its white space.
     *
     * @param what names the document in errors
     * @throws InvalidInputException if it is empty, too large, nested too deeply, incomplete or not JSON, or a member's
     *     name contains half a surrogate pair
     */
    public static JsonSlice read(byte[] input, String what) {
        if (input.length > MAX_BYTES) {
            throw new InvalidInputException(
                    what + " is larger than " + (MAX_BYTES >> 20) + " MiB; record its exchanges one by one");
        }
        return checked(hasByteOrderMark(input) ? Arrays.copyOfRange(input, 3, input.length) : input, what);
    }

    /** The tree of JSON that {@link #read} has passed. */
    public static JsonNode tree(JsonSlice json) {
        try {
            return MAPPER.readTree(json.source(), json.from(), json.length());
        } catch (IOException e) {
            throw damaged(e);
        } catch (NumberFormatException tooLarge) {
            // Jackson does not wrap this exception, and its message quotes the number
            throw new InvalidInputException("a number's exponent is over a limit of histctl (9 digits)");
        }
    }

    /** True if the bytes are one whole JSON document. */
    public static boolean isWhole(byte[] bytes) {
        try (JsonParser parser = MAPPER.createParser(bytes)) {
            boolean empty = parser.nextToken() == null;
            parser.skipChildren();
            parser.finishToken();
            return !empty && parser.nextToken() == null;
        } catch (IOException cut) {
            return false;
        }
    }

    /** Stored JSON was valid when it was recorded, so the file has been changed since. */
    private static InvalidInputException damaged(Exception cause) {
        return new InvalidInputException("a stored message is no longer JSON; verify the store", Remedy.VERIFY, cause);
    }

    /** A text as JSON, without the quotes. */
    public static byte[] quoted(String text) {
        return utf8(String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)));
    }

    /** The JSON of a string. */
    public static byte[] string(String text) {
        return utf8('"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"');
    }

    /** The JSON of a tree. */
    public static byte[] bytes(JsonNode tree) {
        return utf8(tree.toString());
    }

    /** Half a surrogate pair, which UTF-8 can't encode, remains the escape that it was received as. */
    private static byte[] utf8(String json) {
        if (json.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
            return json.getBytes(StandardCharsets.UTF_8);
        }
        StringBuilder whole = new StringBuilder(json.length());
        json.codePoints().forEach(c -> {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                whole.append("\\u").append(Integer.toHexString(c));
            } else {
                whole.appendCodePoint(c);
            }
        });
        return whole.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The mapper, for writing. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** The index of a document that {@link #read} has passed. */
    static JsonIndex index(byte[] compact) {
        try (JsonParser parser = MAPPER.createParser(compact)) {
            parser.nextToken();
            return JsonIndex.ofCompact(parser, compact);
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    private static JsonSlice checked(byte[] input, String what) {
        if (!isUtf8(input)) {
            throw new InvalidInputException(what + " is not UTF-8; give its bytes as they were sent or received");
        }
        try (JsonParser parser = MAPPER.createParser(input)) {
            if (parser.nextToken() == null) {
                throw new InvalidInputException(what + " is empty; give the JSON as it was sent or received");
            }
            JsonIndex index = JsonIndex.of(parser, input);
            if (parser.currentToken() != null) {
                throw new InvalidInputException(what + " contains more than one JSON document"
                        + place(parser.currentTokenLocation()) + "; give them one by one");
            }
            return JsonSlice.of(index, 0);
        } catch (StreamConstraintsException e) {
            throw new InvalidInputException(what + " is over a limit of histctl" + place(e.getLocation())
                    + "; it takes JSON nested " + MAX_DEPTH
                    + " deep, numbers of 1,000 digits and names of 50,000 characters");
        } catch (JsonProcessingException e) {
            // Jackson's own message quotes the input, which may be someone's words
            throw new InvalidInputException(what + " is not whole, valid JSON" + place(e.getLocation())
                    + "; give its bytes as they were sent or received");
        } catch (IOException e) {
            throw new InvalidInputException(what + " can't be read; give the JSON as it was sent or received", e);
        }
    }

    private static String place(@Nullable JsonLocation at) {
        if (at == null) {
            return "";
        }
        return at.getLineNr() == 1
                ? " (column " + at.getColumnNr() + ")"
                : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }

    private static boolean hasByteOrderMark(byte[] input) {
        return input.length >= 3 && input[0] == (byte) 0xEF && input[1] == (byte) 0xBB && input[2] == (byte) 0xBF;
    }

    private static boolean isUtf8(byte[] input) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.wrap(input);
        CharBuffer chars = CharBuffer.allocate(Math.min(8192, input.length + 1));
        CoderResult result;
        do {
            result = decoder.decode(bytes, chars.clear(), true);
        } while (result.isOverflow());
        // Jackson takes a zero byte for a sign of UTF-16
        return !result.isError() && (input.length < 2 || (input[0] != 0 && input[1] != 0));
    }
}
