package io.histctl.wire.chat;

import io.histctl.model.AudioRef;
import io.histctl.wire.audio.SoundLength;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** What histctl assumes about Chat Completions with audio. Each fact names the section of core/API.md that documents it. */
@API(status = API.Status.INTERNAL)
public final class ChatApi {
    /** The end of the URL of a chat request ("Requests and answers"). */
    public static final String PATH = "/chat/completions";

    /** The role of the model's own messages ("The rules V1–V14", V6). */
    static final String ASSISTANT = "assistant";

    /** The modality of a request for speech, and the member for its settings ("The rules V1–V14", V8). */
    static final String AUDIO = "audio";

    /** The sets of modalities that a request can have ("The rules V1–V14", V8). */
    static final Set<Set<String>> MODALITIES = Set.of(Set.of("text"), Set.of("text", AUDIO));

    /** The formats of sound in a request's messages ("The rules V1–V14", V7). */
    static final Set<String> INPUT_FORMATS = Set.of("wav", "mp3");

    /** The formats of spoken replies ("The rules V1–V14", V9). */
    static final List<String> OUTPUT_FORMATS = List.of("wav", "aac", "mp3", "flac", "opus", SoundLength.PCM16);

    /** The only format that can be streamed ("The rules V1–V14", V10). */
    static final String STREAMED_FORMAT = SoundLength.PCM16;

    /** The types of content parts, with the roles that may send them ("The rules V1–V14", V6 and V7). */
    static final Map<String, Set<String>> PART_ROLES = Map.of(
            "text", Set.of("system", "developer", "user", ASSISTANT, "tool"),
            "refusal", Set.of(ASSISTANT),
            "image_url", Set.of("user"),
            "input_audio", Set.of("user"),
            "file", Set.of("user"));

    /** Members of a reply's message that a request may not contain ("The rules V1–V14", V12). */
    static final Set<String> REPLY_MESSAGE_MEMBERS =
            Set.of("annotations", "logprobs", "index", "finish_reason", "expires_at", "usage", "obfuscation");

    /** Members of a reply that a request may not contain ("The rules V1–V14", V12). */
    static final List<String> REPLY_MEMBERS =
            List.of("id", "object", "created", "choices", "usage", "system_fingerprint");

    /** The {@code object} of a stream's chunk ("A stream"). */
    static final String CHUNK = "chat.completion.chunk";

    /** The data of a stream's last event ("A stream"). */
    public static final String DONE = "[DONE]";

    /** The finish reason of a whole reply ("Requests and answers"). */
    public static final String FINISHED = "stop";

    /** The finish reason of a reply that reached the token limit ("Requests and answers"). */
    public static final String TRUNCATED = "length";

    /** The finish reason of a reply that a filter withheld ("Requests and answers"). */
    public static final String FILTERED = "content_filter";

    /** The finish reason that a gateway gives a reply that failed ("Requests and answers"). */
    static final String FAILED = "error";

    /** The code of the error for an audio id that the API does not have ("An audio id"). */
    static final String AUDIO_NOT_FOUND = "audio_not_found";

    /** The message of that error; its group is the id ("An audio id"). */
    static final Pattern AUDIO_NOT_FOUND_MESSAGE = Pattern.compile("Assistant audio (\\S+) not found");

    /** The message of the error for a missing file; its group is the id ("Images and files"). */
    static final Pattern FILE_NOT_FOUND = Pattern.compile("No such File object: *['\"]?([\\w-]+)");

    /** The errors for images and files that the API can't read ("Images and files"). */
    static final Pattern REFERENCE_UNREADABLE =
            Pattern.compile("(?i)invalid_image_url|(?:while|when|to) download|invalid image url|No such File object");

    /** The tokens of a second of speech in a reply ("An audio id"). */
    public static final long OUTPUT_TOKENS_PER_SECOND = 20;

    /** The tokens of a second of speech in a request ("An audio id"). */
    public static final long INPUT_TOKENS_PER_SECOND = 10;

    /** A current model that speaks ("Models"). */
    public static final String CURRENT_MODEL = "gpt-audio-1.5";

    private static final Set<Integer> TRANSIENT_STATUS = Set.of(408, 409, 429);
    private static final Pattern AUDIO_ID = Pattern.compile("audio_([0-9a-f]{8})[0-9a-f]{24}");
    private static final Map<String, Instant> SHUT_DOWN = Map.of(
            "gpt-4o-audio-preview", Instant.parse("2026-05-07T00:00:00Z"),
            "gpt-4o-mini-audio-preview", Instant.parse("2026-05-07T00:00:00Z"),
            "gpt-audio-mini", Instant.parse("2027-01-20T00:00:00Z"));

    private ChatApi() {}

    /** Whether a request that was answered with this HTTP status may succeed if repeated ("Requests and answers"). */
    public static boolean isTransient(int status) {
        return status >= 500 || TRANSIENT_STATUS.contains(status);
    }

    /** The duration of a sound of this many tokens in a reply ("An audio id"). */
    public static Duration spoken(long tokens) {
        return Duration.ofMillis(tokens * 1000 / OUTPUT_TOKENS_PER_SECOND);
    }

    /** The second at which an id's audio began; empty for an id of unknown shape ("An audio id"). */
    public static Optional<Instant> began(String audioId) {
        Matcher shape = AUDIO_ID.matcher(audioId);
        return shape.matches()
                ? Optional.of(Instant.ofEpochSecond(Long.parseLong(shape.group(1), 16)))
                : Optional.empty();
    }

    /** The instant until which audio that began then is certain to be usable ("An audio id"). */
    public static Instant expiry(Instant began) {
        return began.plus(AudioRef.LIFETIME);
    }

    /** Whether the name of a model is like those of the models that speak ("Models"). */
    public static boolean isNamedLikeAudioModel(String model) {
        return model.contains(AUDIO);
    }

    /** Whether a model, or the model that it is a dated snapshot of, is shut down at an instant ("Models"). */
    public static boolean isShutDown(String model, Instant at) {
        Instant end = SHUT_DOWN.get(model.replaceFirst("-\\d{4}-\\d{2}-\\d{2}$", ""));
        return end != null && !at.isBefore(end);
    }
}
