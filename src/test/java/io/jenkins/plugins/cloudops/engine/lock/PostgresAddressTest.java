package io.jenkins.plugins.cloudops.engine.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.Test;

public class PostgresAddressTest {

    private static final PostgresAddress STATES = new PostgresAddress("db.example.com:5432", "states");

    @Test
    public void readsBothFormsOfAConnectionString() {
        assertThat(of("postgres://tf:secret@db.example.com/states?sslmode=disable")).isEqualTo(STATES);
        assertThat(of("postgresql://DB.example.com:5432/states")).isEqualTo(STATES);
        assertThat(of("host=db.example.com dbname = states user=tf password=secret")).isEqualTo(STATES);
        assertThat(of("host='db.example.com' dbname='st\\'ates'")).isEqualTo(new PostgresAddress("db.example.com:5432", "st'ates"));
        assertThat(of("postgres:///states?host=db.example.com&port=5432")).isEqualTo(STATES);
    }

    @Test
    public void neitherUserNorPasswordMakesAnotherDatabase() {
        assertThat(of("postgres://a:one@db.example.com/states")).isEqualTo(of("postgres://b:t%40wo@db.example.com/states"));
        assertThat(of("postgres://b:t@w/o@db.example.com/states")).isEqualTo(STATES);
    }

    @Test
    public void theVariablesOfTheDriverFillInWhatIsMissing() {
        assertThat(PostgresAddress.of(new BackendSettings(Map.of(), Map.of("PGHOST", "db.example.com", "PGDATABASE", "states")))).isEqualTo(STATES);
        assertThat(of("")).isEqualTo(new PostgresAddress("localhost:5432", ""));
        assertThat(of("postgres://states@db.example.com")).isEqualTo(STATES);
    }

    @Test
    public void readsAddressesInBracketsAndSockets() {
        assertThat(of("postgres://[::1]:6000/d")).isEqualTo(new PostgresAddress("[::1]:6000", "d"));
        assertThat(of("host=/var/run/Postgres dbname=d")).isEqualTo(new PostgresAddress("/var/run/Postgres:5432", "d"));
    }

    private static PostgresAddress of(String text) {
        return PostgresAddress.of(new BackendSettings(Map.of("conn_str", text), Map.of()));
    }
}
