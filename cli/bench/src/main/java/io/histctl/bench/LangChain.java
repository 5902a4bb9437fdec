package io.histctl.bench;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ChatMessageDeserializer;
import dev.langchain4j.data.message.ChatMessageSerializer;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.store.memory.chat.ChatMemoryStore;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** LangChain4j's documented pattern: a store that keeps the messages of a conversation as one JSON text. */
final class LangChain implements Rival, ChatMemoryStore {
    private final Handle handle;

    LangChain(Path folder) {
        this.handle = Jdbi.create("jdbc:sqlite:" + folder.resolve("l.db")).open();
        handle.execute("PRAGMA journal_mode = WAL");
        handle.execute("PRAGMA synchronous = NORMAL");
        handle.execute("CREATE TABLE memory (id TEXT PRIMARY KEY, messages TEXT)");
    }

    @Override
    public void fill(String conversation, int messages) {
        updateMessages(
                conversation,
                Stream.<ChatMessage>generate(() -> UserMessage.from(Data.words(1000)))
                        .limit(messages)
                        .toList());
    }

    @Override
    public void append(String conversation, String text) {
        MessageWindowChatMemory.builder()
                .id(conversation)
                .maxMessages(Integer.MAX_VALUE)
                .chatMemoryStore(this)
                .build()
                .add(UserMessage.from(text));
    }

    @Override
    public List<ChatMessage> getMessages(Object id) {
        return handle.createQuery("SELECT messages FROM memory WHERE id = ?")
                .bind(0, id)
                .mapTo(String.class)
                .findOne()
                .map(ChatMessageDeserializer::messagesFromJson)
                .orElse(List.of());
    }

    @Override
    public void updateMessages(Object id, List<ChatMessage> messages) {
        handle.execute(
                "INSERT OR REPLACE INTO memory VALUES (?, ?)", id, ChatMessageSerializer.messagesToJson(messages));
    }

    @Override
    public void deleteMessages(Object id) {
        handle.execute("DELETE FROM memory WHERE id = ?", id);
    }

    @Override
    public void close() {
        handle.close();
    }
}
