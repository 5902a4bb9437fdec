package io.histctl.openai.java;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionAudioParam;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageParam;
import com.openai.models.chat.completions.ChatCompletionUserMessageParam;
import java.util.ArrayList;
import java.util.List;

/** A voice chat as an app of openai-java holds it, which sends the last messages of its own history. */
final class OpenAiApp {
    private final OpenAIClient client;
    private final boolean streams;
    private final int window;
    private final List<ChatCompletionMessageParam> history = new ArrayList<>();

    OpenAiApp(OpenAIClient client, boolean streams, int window) {
        this.client = client;
        this.streams = streams;
        this.window = window;
    }

    String ask(String question) {
        history.add(ChatCompletionMessageParam.ofUser(
                ChatCompletionUserMessageParam.builder().content(question).build()));
        ChatCompletionMessage message;
        try {
            message = reply().choices().get(0).message();
        } catch (BadRequestException e) {
            history.remove(history.size() - 1);
            return e.code().orElse("refused");
        }
        history.add(ChatCompletionMessageParam.ofAssistant(assistant(message)));
        return message.audio().isPresent() ? "voice" : "text";
    }

    private static ChatCompletionAssistantMessageParam assistant(ChatCompletionMessage message) {
        return message.toParam();
    }

    private ChatCompletion reply() {
        if (!streams) {
            return client.chat().completions().create(params());
        }
        AudioAccumulator reply = new AudioAccumulator();
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(params())) {
            stream.stream().forEach(reply::accumulate);
        }
        return reply.completion();
    }

    ChatCompletionCreateParams params() {
        return ChatCompletionCreateParams.builder()
                .model("gpt-audio-1.5")
                .addModality(ChatCompletionCreateParams.Modality.TEXT)
                .addModality(ChatCompletionCreateParams.Modality.AUDIO)
                .audio(ChatCompletionAudioParam.builder()
                        .voice(ChatCompletionAudioParam.Voice.UnionMember1.ALLOY)
                        .format(streams ? ChatCompletionAudioParam.Format.PCM16 : ChatCompletionAudioParam.Format.WAV)
                        .build())
                .messages(history.subList(Math.max(0, history.size() - window), history.size()))
                .build();
    }
}
