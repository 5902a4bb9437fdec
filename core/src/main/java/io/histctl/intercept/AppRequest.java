package io.histctl.intercept;

import io.histctl.error.InvalidInputException;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import io.histctl.wire.chat.ChatRequest;
import io.histctl.wire.chat.EditableRequest;
import io.histctl.wire.chat.VoiceRequest;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * An app's own request, which is parsed once for everything that is done with it. Not thread-safe.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class AppRequest {
    private final byte[] body;
    private final @Nullable JsonSlice json;
    private @Nullable EditableRequest parsed;
    private @Nullable ChatRequest recorded;

    private AppRequest(byte[] body, @Nullable JsonSlice json) {
        this.body = body;
        this.json = json;
    }

    /** The request with this body. */
    public static AppRequest of(byte[] body) {
        if (!VoiceRequest.mentionsAudio(body)) {
            return new AppRequest(body, null);
        }
        try {
            JsonSlice json = Json.read(body, "the request");
            return new AppRequest(body, VoiceRequest.isVoice(json) ? json : null);
        } catch (InvalidInputException e) {
            return new AppRequest(body, null);
        }
    }

    /** Whether it belongs to a voice chat. */
    public boolean isVoice() {
        return json != null;
    }

    /** Its bytes as the app sent them. */
    byte[] body() {
        return body;
    }

    /**
     * The request of a voice chat, parsed.
     *
     * @throws InvalidInputException if it could not be recorded
     */
    public EditableRequest parsed() {
        if (json == null) {
            throw new IllegalStateException("the request is not a voice chat's");
        }
        if (parsed == null) {
            parsed = EditableRequest.read(body, json);
        }
        return parsed;
    }

    /**
     * The request as it is recorded: a question that the app asks again, and shows twice, is stored once.
     *
     * @throws InvalidInputException if it can't be recorded
     */
    public ChatRequest recorded() {
        if (recorded == null) {
            recorded = parsed().request().withoutRepeatedQuestions();
        }
        return recorded;
    }
}
