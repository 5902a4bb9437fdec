package io.histctl.record;

import static io.histctl.testing.Messages.request;
import static io.histctl.testing.Messages.spokenUser;
import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.voice;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.histctl.model.Part;
import io.histctl.model.Progress;
import io.histctl.testing.Messages;
import io.histctl.testing.SpokenReply;
import io.histctl.testing.SqliteOnly;
import io.histctl.testing.StoreFixture;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedSoundTest extends StoreFixture {
    private static final int BIG = 30_000_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//PkxABbnDno",
                "AQ==",
                "AQI=",
                "",
                "AQ",
                "AR==",
                "AQ==\\n",
                "AQ\\r\\nID",
                "-_-_",
                "A Q I D",
                "no base64 at all, é \\u00e9 \\\"",
                "data:audio/wav;base64,AQID"
            })
    void speechOfAUserIsReadBackUnchanged(String data) throws Exception {
        String sent = voice(spokenUser(data, "mp3"), user("Did you hear?"));
        if (data.isEmpty()) {
            sent = sent.replace("\"messages\":[", "\"messages\":[" + spokenUser("AQID", "mp3") + ",");
        }
        chat.record(Exchange.ofRequest(sent));
        assertThat(tree(exported())).isEqualTo(tree(sent));
    }

    @Test
    void escapedSlashesAreBase64LikeAnyOther() throws Exception {
        chat.record(Exchange.ofRequest(voice(spokenUser("\\/\\/PkxABb", "mp3"))));
        assertThat(tree(exported())).isEqualTo(tree(voice(spokenUser("//PkxABb", "mp3"))));
        assertThat(sound(0).bytes()).isEqualTo(6);
    }

    @Test
    void textInsteadOfSoundIsNotTakenForSoundOfTheSameBytes() {
        String sent = voice(spokenUser("abc!", "mp3"), spokenUser("YWJjIQ==", "mp3"));
        chat.record(Exchange.ofRequest(sent));
        assertThat(exported()).isEqualTo(sent);
    }

    @Test
    void soundAmongOtherPartsIsReadBackInItsPlace() {
        String message = """
                {"role":"user","content":[{"type":"text","text":"é Listen:"},\
                {"input_audio":{"format":"wav","data":"AQID","x":1.0},"type":"input_audio"},\
                {"type":"input_audio","input_audio":{"data":"BAUG","format":"mp3"}},{"type":"text","text":"\\/"}]}""";
        chat.record(Exchange.ofRequest(voice(message)));
        assertThat(exported()).isEqualTo(voice(message));
    }

    @Test
    @SqliteOnly
    void theSameSoundIsStoredOnce() throws Exception {
        byte[] bytes = new byte[4096];
        new Random(9).nextBytes(bytes);
        String data = Base64.getEncoder().encodeToString(bytes);
        long before = count("sound");
        chat.record(Exchange.ofRequest(voice(spokenUser(data, "mp3"), spokenUser(data.replace("/", "\\/"), "mp3"))));
        store.conversation(name + "-2").record(Exchange.ofRequest(voice(spokenUser(data, "wav"))));
        assertThat(count("sound") - before).isEqualTo(1);
    }

    @Test
    void aTurnsPartsSayWhatItsSoundIs() {
        chat.record(Exchange.ofRequest(voice(spokenUser("AQID", "mp3"))));
        assertThat(sound(0).format()).isEqualTo("mp3");
        assertThat(sound(0).bytes()).isEqualTo(3);
        assertThat(sound(0).kept()).isTrue();
    }

    @Test
    void anImportMeasuresSoundInTheFormatThatAnEarlierLineRequested() {
        String reply =
                SpokenReply.reply("A second.").withSound(new byte[48_000], 20).whole();
        String lines = line("request", Messages.streamed(user("Say something"))) + line("response", reply);

        store.importLines(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), Progress.NONE);

        assertThat(turns().get(1).audio()).satisfies(audio -> {
            assertThat(audio.speech().length()).hasSeconds(1);
            assertThat(audio.speech().measured()).isTrue();
        });
    }

    private String line(String member, String body) {
        return "{\"conversation\":\"" + name + "\",\"" + member + "\":" + body + "}\n";
    }

    @Test
    @SqliteOnly
    void soundOfTheAssistantIsKeptOnlyOnRequest() throws Exception {
        SpokenReply reply = SpokenReply.reply("Not kept.").withSound(new byte[] {9, 9, 9, 1}, 1);
        long before = count("sound");
        chat.record(Exchange.of(voice(user("Hello")), reply.whole()));
        assertThat(count("sound") - before).isZero();
        store.conversation(name + "-2")
                .record(Exchange.of(voice(user("Hello")), reply.whole()).withKeepSound(true));
        assertThat(count("sound") - before).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"assistant", "tool", "system", "oracle"})
    void soundInATurnThatIsNotAUsersIsKeptAndReadBack(String role) {
        String message = spokenUser("AQID", "mp3").replace("\"user\"", "\"" + role + "\",\"tool_call_id\":\"c\"");
        chat.record(Exchange.ofRequest(request("\"model\":\"gpt-4.1\"", user("Hi"), message, user("Ho"))));
        assertThat(turns().get(1).message().sounds()).hasSize(1);
        assertThat(sound(1).bytes()).isEqualTo(3);
    }

    @Test
    void soundInATurnWithToolCallsDoesNotPreventAnExport() {
        String odd = spokenUser("AQID", "mp3")
                .replace("\"user\"", "\"user\",\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\"}]");
        chat.record(Exchange.ofRequest(request("\"model\":\"gpt-4.1\"", odd, user("Hi"))));
        assertThat(turns().get(0).message().sounds()).hasSize(1);
        assertThat(chat.turns()).hasSize(2);
        try {
            exported();
        } catch (io.histctl.error.InvalidPayloadException refused) {
            assertThat(refused).hasMessageContaining("turn 1");
        }
    }

    @Test
    @Timeout(60)
    void thirtyMegabytesOfSpeechAreRecorded() throws Exception {
        byte[] bytes = new byte[BIG];
        new Random(5).nextBytes(bytes);
        String sent = voice(spokenUser(Base64.getEncoder().encodeToString(bytes), "wav"));
        chat.record(Exchange.of(sent, SpokenReply.reply("That was long.").whole()));
        assertThat(sound(0).bytes()).isEqualTo(BIG);
        assertThat(exported().startsWith(sent.substring(0, sent.length() - 2))).isTrue();
    }

    private Part.Sound sound(int turn) {
        return turns().get(turn).message().sounds().get(0);
    }

    private static JsonNode tree(String json) throws Exception {
        return new ObjectMapper().readTree(json);
    }

    private static long count(String table) throws Exception {
        Path file = dir.resolve("history.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            return rows.getLong(1);
        }
    }
}
