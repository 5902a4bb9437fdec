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
import io.histctl.simulation.RandomChats;
import java.util.ArrayList;
import java.util.List;

/** A voice chat as an app of openai-java holds it, which sends the last messages of its own history. */
final class OpenAiApp implements RandomChats.App {
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
        add(question);
        try {
            return answer(streams).audio().isPresent() ? "voice" : "text";
        } catch (BadRequestException e) {
            history.remove(history.size() - 1);
            return e.code().orElse("refused");
        }
    }

    @Override
    public String ask(String question, boolean streamed, boolean again) {
        if (!again) {
            add(question);
        }
        return answer(streamed).audio().orElseThrow().transcript();
    }

    private void add(String question) {
        history.add(ChatCompletionMessageParam.ofUser(
                ChatCompletionUserMessageParam.builder().content(question).build()));
    }

    private ChatCompletionMessage answer(boolean streamed) {
        ChatCompletionMessage message = reply(streamed).choices().get(0).message();
        history.add(ChatCompletionMessageParam.ofAssistant(assistant(message)));
        return message;
    }

    private static ChatCompletionAssistantMessageParam assistant(ChatCompletionMessage message) {
        return message.toParam();
    }

    private ChatCompletion reply(boolean streamed) {
        if (!streamed) {
            return client.chat().completions().create(params(false));
        }
        AudioAccumulator reply = new AudioAccumulator();
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(params(true))) {
            stream.stream().forEach(reply::accumulate);
        }
        return reply.completion();
    }

    ChatCompletionCreateParams params() {
        return params(streams);
    }

    private ChatCompletionCreateParams params(boolean streamed) {
        return ChatCompletionCreateParams.builder()
                .model("gpt-audio-1.5")
                .addModality(ChatCompletionCreateParams.Modality.TEXT)
                .addModality(ChatCompletionCreateParams.Modality.AUDIO)
                .audio(ChatCompletionAudioParam.builder()
                        .voice(ChatCompletionAudioParam.Voice.UnionMember1.ALLOY)
                        .format(streamed ? ChatCompletionAudioParam.Format.PCM16 : ChatCompletionAudioParam.Format.WAV)
                        .build())
                .messages(history.subList(Math.max(0, history.size() - window), history.size()))
                .build();
    }
}
