package io.histctl.bench;

import io.histctl.StoreOptions;
import java.nio.file.Path;

/** A store to which one message is appended. */
interface Rival extends AutoCloseable {
    /** Makes a conversation of {@code messages} messages of 1 KB. */
    void fill(String conversation, int messages) throws Exception;

    void append(String conversation, String text) throws Exception;

    @Override
    void close() throws Exception;

    /** The rival of this name, with its files in this folder. */
    static Rival of(String name, Path folder) throws Exception {
        return switch (name) {
            case "histctl-full" -> new Histctl(folder, StoreOptions.DEFAULT);
            case "histctl" -> new Histctl(folder, StoreOptions.DEFAULT.withDurability(StoreOptions.Durability.RELAXED));
            case "jdbc" -> new RawJdbc(folder, "NORMAL");
            case "jdbc-full" -> new RawJdbc(folder, "FULL");
            case "jdbi" -> new JdbiRows(folder);
            case "spring-ai" -> new SpringAi(folder);
            case "langchain4j" -> new LangChain(folder);
            default -> throw new IllegalArgumentException(name);
        };
    }
}
