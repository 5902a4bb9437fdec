package io.histctl.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No statement uses what CockroachDB, YugabyteDB, Citus or a pooler in transaction mode do not have. */
class PortableSqlTest {
    private static final Path JAVA = Path.of("src/main/java");
    private static final Path MIGRATIONS = Path.of("../../migrations/src/main/resources/io/histctl/postgresql");

    /** What PostgreSQL alone runs, in a migration and a class of their own. */
    private static final Pattern POSTGRESQL_ALONE = Pattern.compile(".*(/partitions/|AudioIdPartitions).*");

    @ParameterizedTest
    @CsvSource(delimiterString = " : ", textBlock = """
            advisory locks : pg_(try_)?advisory
            row addresses : \\b(ctid|xmin|tableoid)\\b
            notifications : \\b(LISTEN|NOTIFY) [a-z@]
            sequences : \\b(nextval|SEQUENCE|(BIG|SMALL)?SERIAL|GENERATED (ALWAYS|BY DEFAULT) AS IDENTITY)\\b
            temporary tables : \\bTEMP(ORARY)? TABLE
            settings of a session : "\\s*SET (?!TRANSACTION|LOCAL)[a-z]
            cursors : \\bDECLARE [a-z_]+ .*CURSOR
            table locks : \\bLOCK TABLE
            indexes of block ranges : \\bUSING brin\\b
            constraints checked later : \\bDEFERRABLE\\b
            keys between shards : \\b(REFERENCES @|REFERENCES \\$|FOREIGN KEY)
            keys without the shard : \\bUNIQUE\\b
            partitions : \\bPARTITION (BY|OF)\\b
            unlogged tables : \\bUNLOGGED\\b
            """)
    void noStatementUses(String what, String pattern) throws IOException {
        Map<String, String> found = new TreeMap<>();
        for (Map.Entry<String, String> source : sources().entrySet()) {
            Matcher matcher = Pattern.compile(pattern).matcher(source.getValue());
            if (matcher.find()) {
                found.put(source.getKey(), matcher.group());
            }
        }
        assertThat(found).as(what).isEmpty();
    }

    @Test
    void everyPrimaryKeyBeginsWithWhatKeepsAConversationTogether() throws IOException {
        Pattern table = Pattern.compile("CREATE TABLE \\$\\{schema}\\.(\\w+) \\((.*?)\\n\\)", Pattern.DOTALL);
        Map<String, String> keys = new TreeMap<>();
        for (String source : sources().values()) {
            Matcher tables = table.matcher(source);
            while (tables.find()) {
                Matcher key = Pattern.compile("(\\w+) [^,\\n]*PRIMARY KEY|PRIMARY KEY \\((\\w+)")
                        .matcher(tables.group(2));
                assertThat(key.find()).as(tables.group(1)).isTrue();
                keys.put(tables.group(1), key.group(1) == null ? key.group(2) : key.group(1));
            }
        }
        assertThat(keys).containsEntry("turn", "conversation_id");
        keys.keySet().removeIf(name -> keys.get(name).equals("conversation_id"));
        assertThat(keys).containsOnlyKeys("store", "conversation", "pruning");
    }

    @Test
    void statementsAreRead() throws IOException {
        assertThat(sources().values()).anyMatch(text -> text.contains("WITH c AS ("));
        assertThat(sources().values()).anyMatch(text -> text.contains("CREATE TABLE ${schema}.turn ("));
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (Path folder : new Path[] {JAVA, MIGRATIONS}) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String name = file.toString().replace('\\', '/');
                    if (!POSTGRESQL_ALONE.matcher(name).matches()) {
                        sources.put(name, withoutComments(Files.readString(file)));
                    }
                }
            }
        }
        return sources;
    }

    private static String withoutComments(String source) {
        return source.replaceAll("(?s)/\\*\\*.*?\\*/", "").replaceAll("(?m)(--|//).*$", "");
    }
}
