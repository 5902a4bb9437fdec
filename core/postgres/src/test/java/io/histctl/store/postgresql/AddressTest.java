package io.histctl.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.error.InvalidInputException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AddressTest {
    private static final Map<String, String> EMPTY = Map.of();

    @Test
    void anAddressOfPsqlBecomesOneOfTheDriver() {
        Address address = Address.parse(
                "postgresql://me%40home:p%2Fw@db.example:5433/chats?sslmode=verify-full&schema=voice", EMPTY);

        assertThat(address.url()).isEqualTo("jdbc:postgresql://db.example:5433/chats");
        assertThat(address.properties())
                .containsEntry("user", "me@home")
                .containsEntry("password", "p/w")
                .containsEntry("sslmode", "verify-full")
                .doesNotContainKey("schema");
        assertThat(address.schema()).isEqualTo("voice");
    }

    @Test
    void errorsShowNeitherUserNorPassword() {
        Address address = Address.parse("postgresql://me:secret@host/chats?password=secret", EMPTY);
        assertThat(address.place()).isEqualTo("postgresql://host/chats");
        assertThatThrownBy(() -> Address.parse("postgresql://a@b@secret/x/y@", EMPTY))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void theEnvironmentGivesWhatTheAddressLeavesOut() {
        Map<String, String> environment = Map.of(
                "PGHOST", "db.example",
                "PGPORT", "5433",
                "PGDATABASE", "chats",
                "PGUSER", "me",
                "PGPASSWORD", "secret",
                "PGTARGETSESSIONATTRS", "read-write");

        Address all = Address.parse("postgresql://", environment);
        assertThat(all.url()).isEqualTo("jdbc:postgresql://db.example:5433/chats");
        assertThat(all.properties())
                .containsEntry("user", "me")
                .containsEntry("password", "secret")
                .containsEntry("targetServerType", "primary");

        Address some = Address.parse("postgresql://you@other/mine", environment);
        assertThat(some.url()).isEqualTo("jdbc:postgresql://other/mine");
        assertThat(some.properties()).containsEntry("user", "you");
    }

    @Test
    void aServiceIsReadByTheDriver() {
        assertThat(Address.parse("postgresql://?service=chats", EMPTY).url())
                .isEqualTo("jdbc:postgresql://?service=chats");
        assertThat(Address.parse("postgresql://", Map.of("PGSERVICE", "chats")).url())
                .isEqualTo("jdbc:postgresql://?service=chats");
    }

    @Test
    void severalHostsStayInTheirOrder() {
        assertThat(Address.parse("postgresql://me@one:1,two:2/chats", EMPTY).url())
                .isEqualTo("jdbc:postgresql://one:1,two:2/chats");
    }

    @Test
    void aUnixSocketIsRefused() {
        assertThatThrownBy(() -> Address.parse("postgresql://", Map.of("PGHOST", "/var/run/postgresql")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("TCP host");
    }
}
