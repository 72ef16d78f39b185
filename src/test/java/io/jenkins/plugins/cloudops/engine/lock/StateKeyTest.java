package io.jenkins.plugins.cloudops.engine.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.engine.terraform.BackendRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class StateKeyTest {

    private static final String PG = "postgres://tf:pw-of-admin@127.0.0.1:18767/states?sslmode=disable";

    @Test
    public void aRecordAndTheEnvironmentNameTheSameDatabase() throws IOException {
        StateKey settings = recorded("pg-settings", Map.of(), "");
        StateKey environment = recorded("pg-environment", Map.of("PG_CONN_STR", PG, "PG_SCHEMA_NAME", "net"), "");

        assertThat(environment).isEqualTo(settings);
        assertThat(settings.label()).isEqualTo("pg 127.0.0.1:18767/states, schema net, workspace default");
        assertThat(settings.digest()).matches("[0-9a-f]{64}");
        assertThat(recorded("pg-environment", Map.of("PG_CONN_STR", PG), "").digest()).isNotEqualTo(settings.digest());
    }

    @Test
    public void aSettingGoesBeforeItsVariable() throws IOException {
        assertThat(recorded("pg-settings", Map.of("PG_CONN_STR", "postgres://other/db", "PG_SCHEMA_NAME", "other"), ""))
                .isEqualTo(recorded("pg-settings", Map.of(), ""));
    }

    @Test
    public void theSameBucketIsTheSameHoweverItIsLocked() throws IOException {
        StateKey lockfile = recorded("s3-lockfile", Map.of(), "");
        Map<String, Object> config = new HashMap<>(record("s3-dynamodb").config());
        config.put("key", "network/terraform.tfstate");

        assertThat(key("s3", config, Map.of("AWS_REGION", "eu-west-1"), "")).isEqualTo(lockfile);
        assertThat(recorded("s3-dynamodb", Map.of("AWS_REGION", "eu-west-1"), "").digest()).isNotEqualTo(lockfile.digest());
        assertThat(lockfile.label()).isEqualTo("s3 states/network/terraform.tfstate, workspace default");
        assertThat(recorded("s3-lockfile", Map.of(), "prod").label())
                .isEqualTo("s3 states/env:/prod/network/terraform.tfstate, workspace prod");
    }

    @Test
    public void theHttpAddressOfTheEnvironmentCountsAndTheLoginDoesNot() throws IOException {
        StateKey plain = recorded("http-environment", Map.of("TF_HTTP_ADDRESS", "http://127.0.0.1:18765/states/net"), "");

        assertThat(recorded("http-environment", Map.of("TF_HTTP_ADDRESS", "HTTP://u:p@127.0.0.1:18765/states/net#x"), "")).isEqualTo(plain);
        assertThat(recorded("http-environment", Map.of(
                "TF_HTTP_ADDRESS", "http://127.0.0.1:18765/states/net",
                "TF_HTTP_LOCK_ADDRESS", "http://127.0.0.1:1/lock",
                "TF_HTTP_PASSWORD", "another"), "")).isEqualTo(plain);
        assertThat(recorded("http-environment", Map.of("TF_HTTP_ADDRESS", "http://127.0.0.1:18765/states/dns"), "")).isNotEqualTo(plain);
    }

    @Test
    public void aParameterOfTheAddressCountsUnlessItIsASecret() {
        StateKey one = http("https://state.example.com:443/s?name=net&token=abc");

        assertThat(http("https://state.example.com/s?name=net&token=xyz").sameState(one)).isTrue();
        assertThat(http("https://state.example.com/s?name=dns&token=abc").sameState(one)).isFalse();
        assertThat(one.label()).isEqualTo("http https://state.example.com/s, workspace default");
    }

    @Test
    public void aLocalStateIsThePathOnItsAgent() throws IOException {
        StateKey plain = StateKey.of("", Map.of(), Map.of(), "", "agent-1", "/w/job/net");

        assertThat(plain).isEqualTo(StateKey.of("local", Map.of("path", "./terraform.tfstate"), Map.of(), "default", "agent-1", "/w/job/net"));
        assertThat(plain).isEqualTo(StateKey.of("local", Map.of("path", "../net/terraform.tfstate"), Map.of(), "", "agent-1", "/w/job/dns"));
        assertThat(plain.label()).isEqualTo("local /w/job/net/terraform.tfstate on agent-1, workspace default");
        assertThat(plain.digest()).isNotEqualTo(StateKey.of("", Map.of(), Map.of(), "", "agent-2", "/w/job/net").digest());
        assertThat(plain.digest()).isNotEqualTo(StateKey.of("", Map.of(), Map.of(), "", "agent-1", "/w/job@2/net").digest());
        assertThat(recorded("local-paths", Map.of(), "").label()).isEqualTo("local /w/job/net/states/net.tfstate, workspace default");
        assertThat(recorded("local-paths", Map.of(), "prod").label()).isEqualTo("local /w/job/net/states/ws/prod/terraform.tfstate, workspace prod");
    }

    @Test
    public void theAgentAndTheDirectoryDoNotMatterElsewhere() {
        Map<String, String> config = Map.of("bucket", "b", "key", "k");

        assertThat(StateKey.of("s3", config, Map.of(), "", "agent-1", "/a")).isEqualTo(StateKey.of("s3", config, Map.of(), "default", "", "/b"));
    }

    @Test
    public void everyWorkspaceIsAStateOfItsOwnExceptWithHttp() {
        for (String type : List.of("local", "s3", "gcs", "azurerm", "pg", "consul", "kubernetes", "cos", "oss", "another")) {
            assertThat(key(type, Map.of(), Map.of(), "prod").digest()).as(type).isNotEqualTo(key(type, Map.of(), Map.of(), "").digest());
        }
        assertThat(key("http", Map.of(), Map.of(), "prod").digest()).isEqualTo(key("http", Map.of(), Map.of(), "").digest());
    }

    @Test
    public void whatLocatesTheStateCounts() {
        assertThatCounts("s3", "bucket", "key", "workspace_key_prefix", "endpoint");
        assertThatCounts("gcs", "bucket", "prefix", "storage_custom_endpoint");
        assertThatCounts("azurerm", "storage_account_name", "container_name", "key", "environment");
        assertThatCounts("pg", "schema_name");
        assertThatCounts("http", "address");
        assertThatCounts("consul", "address", "path", "datacenter");
        assertThatCounts("kubernetes", "secret_suffix", "namespace", "host", "config_context", "config_path");
        assertThatCounts("cos", "bucket", "prefix", "key", "region");
        assertThatCounts("oss", "bucket", "prefix", "key");
        assertThatCounts("another", "path", "key", "region", "account");
    }

    @Test
    public void whatOnlyLocksLogsInOrEncryptsDoesNotCount() {
        assertThatDoesNotCount("s3", "dynamodb_table", "use_lockfile", "encrypt", "kms_key_id", "profile", "access_key", "secret_key", "token", "max_retries");
        assertThatDoesNotCount("gcs", "credentials", "access_token", "encryption_key", "impersonate_service_account");
        assertThatDoesNotCount("azurerm", "access_key", "sas_token", "client_secret", "resource_group_name", "subscription_id");
        assertThatDoesNotCount("http", "lock_address", "unlock_address", "lock_method", "username", "password", "retry_max");
        assertThatDoesNotCount("consul", "access_token", "lock", "gzip", "scheme");
        assertThatDoesNotCount("kubernetes", "token", "password", "client_key", "insecure");
        assertThatDoesNotCount("another", "password", "secret_key", "access_token", "sas_token", "client_certificate", "username");
    }

    @Test
    public void theVariablesOfABackendStandInForItsSettings() {
        assertThatStandsIn("s3", "endpoint", "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9000");
        assertThatStandsIn("gcs", "storage_custom_endpoint", "GOOGLE_STORAGE_CUSTOM_ENDPOINT", "http://127.0.0.1:9000");
        assertThatStandsIn("azurerm", "environment", "ARM_ENVIRONMENT", "china");
        assertThatStandsIn("consul", "address", "CONSUL_HTTP_ADDR", "consul.example.com:8500");
        assertThatStandsIn("kubernetes", "namespace", "KUBE_NAMESPACE", "states");
        assertThatStandsIn("kubernetes", "config_context", "KUBE_CTX", "prod");
        assertThatStandsIn("cos", "region", "TENCENTCLOUD_REGION", "ap-guangzhou");
    }

    @Test
    public void aBucketIsTheSameInWhateverRegionAndThroughAnyHostOfAmazon() {
        StateKey plain = bucket(Map.of("AWS_REGION", "eu-west-1"));

        assertThat(bucket(Map.of())).isEqualTo(plain);
        assertThat(bucket(Map.of("AWS_ENDPOINT_URL_S3", "https://s3.eu-west-1.amazonaws.com/"))).isEqualTo(plain);
        assertThat(bucket(Map.of("AWS_REGION", "cn-north-1")).digest()).isNotEqualTo(plain.digest());
        assertThat(bucket(Map.of("AWS_ENDPOINT_URL_S3", "http://minio:9000")).digest()).isNotEqualTo(plain.digest());
    }

    @Test
    public void theFileOfAClusterThatABuildBindsDoesNotCount() {
        assertThat(key("kubernetes", Map.of("secret_suffix", "net"), Map.of("KUBE_CONFIG_PATH", "/w@tmp/secretFiles/1/config"), ""))
                .isEqualTo(key("kubernetes", Map.of("secret_suffix", "net"), Map.of("KUBE_CONFIG_PATH", "/w@tmp/secretFiles/2/config"), ""));
    }

    @Test
    public void aSettingThatTheBackendRepeatsIsFoundInItsBlock() {
        assertThat(key("s3", Map.of("endpoints", List.of(Map.of("s3", "http://minio:9000"))), Map.of(), ""))
                .isEqualTo(key("s3", Map.of("endpoint", "http://MINIO:9000/"), Map.of(), ""));
    }

    @Test
    public void noLabelHasASecret() throws IOException {
        String label = StateKey.of("another", Map.of("password", "hush-hush", "url", "https://u:hush-hush@h/x?k=hush-hush"), Map.of(), "", "", "/w").label();

        assertThat(label).isEqualTo("another (1 settings), workspace default");
        assertThat(recorded("pg-settings", Map.of(), "").toString()).doesNotContain("pw-of-admin");
        assertThat(key("pg", Map.of("conn_str", "host=h password='hush hush' dbname=d"), Map.of(), "").label()).doesNotContain("hush");
        assertThat(key("pg", Map.of("conn_str", "postgres://u:hu@sh/hush@h/d"), Map.of(), "").label()).doesNotContain("hush", "hu@");
        assertThat(key("consul", Map.of("address", "https://u:hush-hush@c:8500"), Map.of(), "").label()).doesNotContain("hush");
        assertThat(record("pg-settings").toString()).doesNotContain("pw-of-admin");
    }

    @Test
    public void aLabelIsOneLineOfBoundedLength() {
        String label = key("s3", Map.of("bucket", "b\n\u001b[31m", "key", "k".repeat(1000)), Map.of(), "").label();

        assertThat(label).startsWith("s3 b\\n\\u001b[31m/kkk").hasSize(StateKey.MAX_LABEL).endsWith("…");
    }

    private static void assertThatCounts(String type, String... settings) {
        String workspace = type.equals("http") ? "" : "prod";
        for (String setting : settings) {
            StateKey one = key(type, Map.of(setting, "http://one/x"), Map.of(), workspace);
            assertThat(key(type, Map.of(setting, "http://two/y"), Map.of(), workspace).digest()).as(type + " " + setting).isNotEqualTo(one.digest());
        }
    }

    private static void assertThatDoesNotCount(String type, String... settings) {
        StateKey without = key(type, Map.of(), Map.of(), "");
        for (String setting : settings) {
            assertThat(key(type, Map.of(setting, "one"), Map.of(), "")).as(type + " " + setting).isEqualTo(without);
        }
    }

    private static void assertThatStandsIn(String type, String setting, String variable, String value) {
        assertThat(key(type, Map.of(), Map.of(variable, value), "")).isEqualTo(key(type, Map.of(setting, value), Map.of(), ""))
                .isNotEqualTo(key(type, Map.of(), Map.of(), ""));
    }

    private static StateKey http(String address) {
        return key("http", Map.of("address", address), Map.of(), "");
    }

    private static StateKey bucket(Map<String, String> environment) {
        return key("s3", Map.of("bucket", "b", "key", "k"), environment, "");
    }

    private static StateKey key(String type, Map<String, ?> config, Map<String, String> environment, String workspace) {
        return StateKey.of(type, config, environment, workspace, "agent", "/w/job/net");
    }

    private static StateKey recorded(String name, Map<String, String> environment, String workspace) throws IOException {
        BackendRecord record = record(name);
        return StateKey.of(record.type(), record.config(), environment, workspace, "", "/w/job/net");
    }

    private static BackendRecord record(String name) throws IOException {
        try (InputStream in = StateKeyTest.class.getResourceAsStream("records/" + name + ".json")) {
            return BackendRecord.in(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
