package io.histctl.spring.ai;

import io.histctl.ChatInterceptor;
import io.histctl.intercept.ConversationHeader;
import java.util.HashMap;
import java.util.Map;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.api.AdvisorChain;
import org.springframework.ai.chat.client.advisor.api.BaseAdvisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.openai.OpenAiChatOptions;

/**
 * Names the conversation of each request by the id of its chat memory, {@link ChatMemory#CONVERSATION_ID}. Requests
 * without one, and those of other models, pass as they are. Thread-safe.
 */
public final class ConversationAdvisor implements BaseAdvisor {
    @Override
    public ChatClientRequest before(ChatClientRequest request, AdvisorChain chain) {
        Object id = request.context().get(ChatMemory.CONVERSATION_ID);
        if (id == null || !(request.prompt().getOptions() instanceof OpenAiChatOptions options)) {
            return request;
        }
        Map<String, String> headers = new HashMap<>();
        if (options.getCustomHeaders() != null) {
            headers.putAll(options.getCustomHeaders());
        }
        headers.put(ChatInterceptor.CONVERSATION_HEADER, ConversationHeader.encode(id.toString()));
        OpenAiChatOptions named = options.mutate().customHeaders(headers).build();
        return request.mutate()
                .prompt(new Prompt(request.prompt().getInstructions(), named))
                .build();
    }

    @Override
    public ChatClientResponse after(ChatClientResponse response, AdvisorChain chain) {
        return response;
    }

    @Override
    public int getOrder() {
        return 0;
    }
}
