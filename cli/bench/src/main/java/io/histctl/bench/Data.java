package io.histctl.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.histctl.HistoryStore;
import io.histctl.model.Progress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The conversations that are measured, the same in every run. */
final class Data {
    /** When the recordings begin, in Unix seconds. */
    static final long BEGIN = 1_780_697_648L;

    private static final String SENTENCE = "the train leaves at nine and the pass is open until the evening, ";

    private static final JsonFactory JSON = new JsonFactory();

    private Data() {}

    /** Plain words of this length. */
    static String words(int length) {
        return SENTENCE.repeat(length / SENTENCE.length() + 1).substring(0, length);
    }

    static String user(String text) {
        return "{\"role\":\"user\",\"content\":\"" + text + "\"}";
    }

    static String assistant(String text) {
        return "{\"role\":\"assistant\",\"content\":\"" + text + "\"}";
    }

    static String request(String messages) {
        return "{\"model\":\"gpt-4.1\",\"messages\":[" + messages + "]}";
    }

    /** A spoken reply; the sound is base64 or empty. */
    static String spoken(long number, String sound, String transcript) {
        return "{\"id\":\"chatcmpl-" + number + "\",\"created\":" + (BEGIN + number)
                + ",\"model\":\"gpt-audio-1.5\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                + "\"content\":null,\"refusal\":null,\"audio\":{\"id\":\"" + audioId(number) + "\",\"data\":\"" + sound
                + "\",\"expires_at\":" + (BEGIN + number + 3600) + ",\"transcript\":\"" + transcript
                + "\"}},\"finish_reason\":\"stop\"}]}";
    }

    static String audioId(long number) {
        return String.format("audio_%08x%024x", BEGIN + number, number);
    }

    /** Import lines of one new message and a text reply each, of this length. */
    static InputStream lines(String conversation, int turns, int length) {
        String text = words(length);
        return stream(IntStream.range(0, turns / 2)
                .mapToObj(i -> "{\"conversation\":\"" + conversation + "\",\"request\":"
                        + request(user(text)) + ",\"response\":{\"id\":\"reply-" + conversation + "-" + i
                        + "\",\"created\":" + (BEGIN + i)
                        + ",\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
                        + text + "\",\"refusal\":null},\"finish_reason\":\"stop\"}]}}\n"));
    }

    /** Import lines with spoken replies, spread over several conversations, with or without the growing history. */
    static Stream<String> spokenLines(int exchanges, int conversations, boolean history) {
        StringBuilder[] grown = new StringBuilder[conversations];
        return IntStream.range(0, exchanges).mapToObj(i -> {
            int number = i % conversations;
            StringBuilder messages = grown[number] == null || !history ? new StringBuilder() : grown[number];
            grown[number] = messages;
            messages.append(messages.length() == 0 ? "" : ",").append(user("question " + i + " about " + words(100)));
            String line = "{\"conversation\":\"c" + number + "\",\"request\":" + request(messages.toString())
                    + ",\"response\":" + spoken(i, "", "answer " + i + " on " + words(100)) + "}\n";
            messages.append(",{\"role\":\"assistant\",\"audio\":{\"id\":\"" + audioId(i) + "\"}}");
            return line;
        });
    }

    /** Import lines of a spoken conversation of different sentences. */
    static Stream<String> talk(String conversation, int exchanges, int characters) {
        Random random = new Random(1);
        int each = characters / exchanges / 2;
        return IntStream.range(0, exchanges)
                .mapToObj(i -> "{\"conversation\":\"" + conversation
                        + "\",\"request\":{\"model\":\"gpt-audio-1.5\",\"modalities\":[\"text\",\"audio\"],"
                        + "\"audio\":{\"voice\":\"alloy\",\"format\":\"pcm16\"},\"messages\":["
                        + user(sentences(random, each)) + "]},\"response\":" + spoken(i, "", sentences(random, each))
                        + "}\n");
    }

    private static String sentences(Random random, int length) {
        String[] words = SENTENCE.replace(",", "").split(" ");
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(text.length() == 0 ? "We" : " We");
            for (int i = 5 + random.nextInt(10); i > 0; i--) {
                String word = words[random.nextInt(words.length)];
                text.append(' ').append(random.nextInt(4) > 0 ? word : word + random.nextInt(200));
            }
            text.append('.');
        }
        return text.toString();
    }

    static InputStream stream(Stream<String> lines) {
        Iterator<InputStream> each = lines.<InputStream>map(
                        line -> new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)))
                .iterator();
        return new SequenceInputStream(new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return each.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return each.next();
            }
        });
    }

    /** Fills a store's conversation with text turns of this length. */
    static void fill(HistoryStore store, String conversation, int turns, int length) {
        store.importLines(lines(conversation, turns, length), Progress.NONE);
    }

    /**
     * Puts audio ids into a store's file, one per second and a conversation for each thousand, by SQL, since recording a
     * million takes long. The first of them expires an hour after {@link #BEGIN}.
     */
    static void ids(Path file, int count, boolean pruned) throws SQLException {
        HistoryStore.open(file).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            sql.execute(
                    "CREATE TEMP TABLE n AS WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < "
                            + (count - 1) + ") SELECT i, (SELECT ifnull(max(id), 0) FROM turn) AS base FROM n");
            sql.execute(
                    "INSERT OR IGNORE INTO conversation (name, last_at, last_position) SELECT 'c' || ((base + i) / 1000),"
                            + " 0, 1000 FROM n WHERE i % 1000 = 0");
            sql.execute(
                    "INSERT INTO turn (conversation_id, position, role, said_at, message, match_key, sendable, tokens)"
                            + " SELECT (base + i) / 1000 + 1, i % 1000 + 1, 'assistant', 0, CAST('"
                            + assistant(words(60))
                            + "' AS BLOB), i, 0, 20 FROM n");
            sql.execute(
                    "INSERT INTO audio (turn_id, audio_id, id_hash, id_offset, reported_expires_at, expires_at, pruned_at, millis_measured,"
                            + " has_transcript) SELECT base + i + 1, "
                            + (pruned ? "NULL" : "printf('audio_%08x%024x', " + BEGIN + " + i, i)")
                            + ", randomblob(16), 10, (" + BEGIN + " + 3600 + i) * 1000, (" + BEGIN
                            + " + 3600 + i) * 1000, "
                            + (pruned ? "1" : "NULL") + ", 0, 1 FROM n");
            connection.commit();
        }
    }

    /** Opens a store's file as histctl does. */
    static Connection connect(Path file, String synchronous) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file
                + "?journal_mode=WAL&secure_delete=on&foreign_keys=on&synchronous=" + synchronous);
    }

    /** Reads each token of a JSON document. */
    static void readOnce(String document) throws IOException {
        try (JsonParser parser = JSON.createParser(document)) {
            while (parser.nextToken() != null) {
                parser.getTextLength();
            }
        }
    }

    /** Runs work in a folder of its own, which is deleted afterwards. */
    static void inFolder(Work work) throws Exception {
        Path folder = Files.createTempDirectory("histctl-bench");
        try {
            work.in(folder);
        } finally {
            delete(folder);
        }
    }

    /** Work with files. */
    interface Work {
        void in(Path folder) throws Exception;
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
