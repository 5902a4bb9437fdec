package io.histctl.openai;

import io.histctl.error.InvalidInputException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which model writes summaries, and where.
 *
 * @param baseUrl what {@code /chat/completions} is added to, such as {@code https://api.openai.com/v1}
 * @param key sent as a bearer token, never printed; null: the server wants none
 * @param timeout for a summary as a whole, retries and waits included; at most an hour
 */
public record OpenAiOptions(
        URI baseUrl, String model, @Nullable String key, Duration timeout) {
    /** What is waited for a summary unless told otherwise: a minute. */
    public static final Duration TIMEOUT = Duration.ofMinutes(1);

    private static final URI OPENAI = URI.create("https://api.openai.com/v1");
    private static final Duration LONGEST = Duration.ofHours(1);
    /** Shorter ones are placeholders for servers that want none, and may be words. */
    private static final int SHORTEST_SECRET = 8;

    /** @throws InvalidInputException where one of them can't be used; the message doesn't tell the key */
    public OpenAiOptions {
        baseUrl = usable(baseUrl);
        if (model.isBlank()) {
            throw new InvalidInputException(
                    "no model is named that could summarize; name one with --summary-model, or set HISTCTL_OPENAI_MODEL");
        }
        // the HTTP client would quote a key that can't be a header
        if (key != null && !key.matches("[\\x21-\\x7e]+")) {
            throw new InvalidInputException("the API key holds characters that no key has; check how it was set");
        }
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
            throw new InvalidInputException("the time-out of a summary must be above zero and at most an hour");
        }
    }

    /**
     * As the environment says: {@code HISTCTL_OPENAI_BASE_URL}, {@code HISTCTL_OPENAI_API_KEY} and
     * {@code HISTCTL_OPENAI_MODEL}; for the first two {@code OPENAI_BASE_URL} and {@code OPENAI_API_KEY} stand in, but
     * that key never goes to an address of histctl's own. An empty variable is none.
     *
     * @throws InvalidInputException where there is no model, no key for OpenAI's own endpoint, or one can't be used
     */
    public static OpenAiOptions fromEnvironment(Map<String, String> environment) {
        String address = first(environment, "HISTCTL_OPENAI_BASE_URL", "OPENAI_BASE_URL");
        boolean own = first(environment, "HISTCTL_OPENAI_BASE_URL") != null;
        String key = first(environment, "HISTCTL_OPENAI_API_KEY", own ? "HISTCTL_OPENAI_API_KEY" : "OPENAI_API_KEY");
        String model = first(environment, "HISTCTL_OPENAI_MODEL");
        OpenAiOptions options =
                new OpenAiOptions(address == null ? OPENAI : parsed(address), model == null ? "" : model, key, TIMEOUT);
        if (key == null && options.baseUrl.equals(OPENAI)) {
            throw new InvalidInputException(
                    "OpenAI wants an API key; give a file of it with --key-file, or set HISTCTL_OPENAI_API_KEY or OPENAI_API_KEY");
        }
        return options;
    }

    /** All but the key. */
    @Override
    public String toString() {
        return "OpenAiOptions[baseUrl=" + baseUrl + ", model=" + model + ", key=" + (key == null ? "none" : "set")
                + ", timeout=" + timeout + "]";
    }

    URI completions() {
        return URI.create(baseUrl + "/chat/completions");
    }

    /** Whether the text gives the key away. */
    boolean revealedBy(String text) {
        return key != null && key.length() >= SHORTEST_SECRET && text.contains(key);
    }

    private static URI usable(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        boolean plain = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
        if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null || !plain) {
            throw unusable();
        }
        return URI.create(url.toString().replaceAll("/+$", ""));
    }

    private static URI parsed(String address) {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException e) {
            throw unusable();
        }
    }

    /** Without the address, which may hold a password. */
    private static InvalidInputException unusable() {
        return new InvalidInputException("the base URL of the model's server is none; give one like " + OPENAI
                + ", without user, query or fragment");
    }

    private static @Nullable String first(Map<String, String> environment, String... names) {
        for (String name : names) {
            String value = environment.getOrDefault(name, "").strip();
            if (!value.isEmpty()) {
                return value;
            }
        }
        return null;
    }
}
