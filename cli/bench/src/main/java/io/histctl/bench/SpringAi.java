package io.histctl.bench;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.ai.chat.memory.MessageWindowChatMemory;
import org.springframework.ai.chat.memory.repository.jdbc.JdbcChatMemoryRepository;
import org.springframework.ai.chat.memory.repository.jdbc.JdbcChatMemoryRepositoryDialect;
import org.springframework.ai.chat.memory.repository.jdbc.PostgresChatMemoryRepositoryDialect;
import org.springframework.ai.chat.memory.repository.jdbc.SqliteChatMemoryRepositoryDialect;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/** Spring AI's chat memory over its JDBC repository, keeping all messages. */
final class SpringAi implements Step, AutoCloseable {
    private static final String WORDS = Data.words(1000);

    private final SingleConnectionDataSource source;
    private final MessageWindowChatMemory memory;

    SpringAi(Path folder, int messages) throws SQLException {
        this(
                "jdbc:sqlite:" + folder.resolve("s.db") + "?journal_mode=WAL&synchronous=NORMAL",
                "sqlite",
                new SqliteChatMemoryRepositoryDialect(),
                messages);
    }

    private SpringAi(String url, String engine, JdbcChatMemoryRepositoryDialect dialect, int messages)
            throws SQLException {
        this.source = new SingleConnectionDataSource(url, true);
        ScriptUtils.executeSqlScript(
                source.getConnection(),
                new ClassPathResource("org/springframework/ai/chat/memory/repository/jdbc/schema-" + engine + ".sql"));
        JdbcChatMemoryRepository repository = JdbcChatMemoryRepository.builder()
                .dataSource(source)
                .dialect(dialect)
                .build();
        this.memory = MessageWindowChatMemory.builder()
                .chatMemoryRepository(repository)
                .maxMessages(Integer.MAX_VALUE)
                .build();
        List<Message> all = Stream.<Message>generate(() -> new UserMessage(WORDS))
                .limit(messages)
                .toList();
        repository.saveAll("c", all);
    }

    static SpringAi inPostgres(PostgresDatabase database, int messages) throws SQLException {
        return new SpringAi(database.url(), "postgresql", new PostgresChatMemoryRepositoryDialect(), messages);
    }

    @Override
    public void run() {
        memory.add("c", new UserMessage(WORDS));
    }

    @Override
    public void close() {
        source.destroy();
    }
}
