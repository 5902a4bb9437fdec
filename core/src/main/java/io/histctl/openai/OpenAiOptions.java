package io.histctl.openai;

import io.histctl.error.InvalidInputException;
import io.histctl.error.Remedy;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint and model of an OpenAI-compatible server, for summaries or transcriptions.
 *
 * <pre>{@code
 * OpenAiOptions local = new OpenAiOptions(
 *         URI.create("http://localhost:11434/v1"), "llama3.1", null, OpenAiOptions.DEFAULT_TIMEOUT);
 * }</pre>
 *
 * @param baseUrl the URL to which paths such as {@code /chat/completions} are appended, such as {@code https://api.openai.com/v1}
 * @param model the model's name, as the server knows it
 * @param key the API key, sent as a bearer token and never printed; null if the server needs none
 * @param timeout the limit for one answer, including retries and the delays between them; at most one hour
 */
public record OpenAiOptions(
        URI baseUrl, String model, @Nullable String key, Duration timeout) {
    /** One minute. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(1);

    private static final URI OPENAI = URI.create("https://api.openai.com/v1");
    private static final Duration MAX_TIMEOUT = Duration.ofHours(1);
    /** Shorter keys are placeholders for servers that need none, and may be ordinary words. */
    private static final int MIN_SECRET_LENGTH = 8;

    /**
     * Checks the options.
     *
     * @throws InvalidInputException if one of them is unusable; the message does not contain the key
     */
    public OpenAiOptions {
        baseUrl = checked(baseUrl);
        if (model.isBlank()) {
            throw new InvalidInputException("no model is named; name one");
        }
        // the HTTP client would quote a key that is not a valid header
        if (key != null && !key.matches("[\\x21-\\x7e]+")) {
            throw new InvalidInputException("the API key contains characters that no key has; check how it was set");
        }
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new InvalidInputException("the timeout of an answer must be above zero and at most one hour");
        }
    }

    /**
     * Reads the options for summaries from environment variables: {@code HISTCTL_OPENAI_BASE_URL},
     * {@code HISTCTL_OPENAI_API_KEY} and {@code HISTCTL_OPENAI_MODEL}. The first two default to {@code OPENAI_BASE_URL} and
     * {@code OPENAI_API_KEY}, but {@code OPENAI_API_KEY} is never sent to the address of {@code HISTCTL_OPENAI_BASE_URL}.
     * An empty variable counts as unset.
     *
     * @throws InvalidInputException if there is no model, if there is no key for OpenAI's own endpoint, or if a value
     *     is unusable
     */
    public static OpenAiOptions fromEnvironment(Map<String, String> environment) {
        String model = first(environment, "HISTCTL_OPENAI_MODEL");
        if (model == null) {
            throw new InvalidInputException(
                    "no model is named for summaries; name one, or set HISTCTL_OPENAI_MODEL",
                    Remedy.NAME_SUMMARY_MODEL);
        }
        return of(environment, model);
    }

    /**
     * Reads the options for transcriptions from environment variables, as {@link #fromEnvironment} does, but the model from
     * {@code HISTCTL_TRANSCRIPTION_MODEL}.
     *
     * @throws InvalidInputException as {@link #fromEnvironment} does
     */
    public static OpenAiOptions forTranscriptions(Map<String, String> environment) {
        String model = first(environment, "HISTCTL_TRANSCRIPTION_MODEL");
        if (model == null) {
            throw new InvalidInputException(
                    "no model is named for transcriptions; name one, or set HISTCTL_TRANSCRIPTION_MODEL",
                    Remedy.NAME_TRANSCRIPTION_MODEL);
        }
        return of(environment, model);
    }

    private static OpenAiOptions of(Map<String, String> environment, String model) {
        String address = first(environment, "HISTCTL_OPENAI_BASE_URL", "OPENAI_BASE_URL");
        boolean ownAddress = first(environment, "HISTCTL_OPENAI_BASE_URL") != null;
        String key = ownAddress
                ? first(environment, "HISTCTL_OPENAI_API_KEY")
                : first(environment, "HISTCTL_OPENAI_API_KEY", "OPENAI_API_KEY");
        OpenAiOptions options =
                new OpenAiOptions(address == null ? OPENAI : parsed(address), model, key, DEFAULT_TIMEOUT);
        if (key == null && options.baseUrl.equals(OPENAI)) {
            throw new InvalidInputException(
                    "OpenAI requires an API key; provide one, or set HISTCTL_OPENAI_API_KEY or OPENAI_API_KEY",
                    Remedy.PROVIDE_API_KEY);
        }
        return options;
    }

    /** Returns the options without the key. */
    @Override
    public String toString() {
        return "OpenAiOptions[baseUrl=" + baseUrl + ", model=" + model + ", key=" + (key == null ? "none" : "set")
                + ", timeout=" + timeout + "]";
    }

    URI endpoint(String path) {
        return URI.create(baseUrl + path);
    }

    /**
     * Whether the text contains the key.
     *
     * @hidden
     */
    @API(status = API.Status.INTERNAL)
    public boolean isRevealedBy(String text) {
        return key != null && key.length() >= MIN_SECRET_LENGTH && text.contains(key);
    }

    private static URI checked(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        boolean plain = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
        if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null || !plain) {
            throw invalidUrl();
        }
        return URI.create(url.toString().replaceAll("/+$", ""));
    }

    private static URI parsed(String address) {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException e) {
            throw invalidUrl();
        }
    }

    /** The address is left out, since it may contain a password. */
    private static InvalidInputException invalidUrl() {
        return new InvalidInputException("the base URL of the model's server is invalid; give one like " + OPENAI
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
