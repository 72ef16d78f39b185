package io.jenkins.plugins.cloudops.engine.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.Test;

public class AwsAccessTest {

    private static final String ARN = "arn:aws:iam::123456789012:role/path/deploy";
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

    private static AwsRole role(String audience, String region, String duration) {
        return AwsRole.of(ARN, audience, "id", region, duration);
    }

    private static String token(String claims) {
        return "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".c2ln";
    }

    @Test
    public void aTokenIsAFileThatTheProfileNames() {
        AwsAccess access = AwsAccess.byToken(role("", "eu-central-1", ""), " token \n", "shop/main#7", NOON);

        assertThat(access.files("/run")).containsOnlyKeys("aws.config", "aws.credentials", "aws.token")
                .containsEntry("aws.token", "token").containsEntry("aws.credentials", "")
                .containsEntry("aws.config", """
                        [profile cloudops]
                        region = eu-central-1
                        role_arn = arn:aws:iam::123456789012:role/path/deploy
                        role_session_name = jenkins-shop-main-7
                        web_identity_token_file = /run/aws.token
                        """);
        assertThat(access.secrets()).containsExactly("token");
    }

    @Test
    public void keysAreInAFileOfTheirOwn() {
        AwsAccess access = AwsAccess.byKeys(role("", "", "45m"), "AKIA", "hunter2", "session", "shop#7");

        assertThat(access.files("/run")).containsOnlyKeys("aws.config", "aws.credentials")
                .containsEntry("aws.credentials", """
                        [cloudops-source]
                        aws_access_key_id = AKIA
                        aws_secret_access_key = hunter2
                        aws_session_token = session
                        """);
        assertThat(access.files("/run").get("aws.config")).contains("duration_seconds = 2700\n", "source_profile = cloudops-source\n")
                .doesNotContain("hunter2", "region");
        assertThat(access.secrets()).containsExactly("hunter2", "session");
    }

    @Test
    public void aDurationWithATokenIsAskedForByACommandThatGetsItInAFile() {
        AwsAccess access = AwsAccess.byToken(role("", "", "2h"), "token", "shop#7", NOON);

        assertThat(access.files("/it's run")).containsOnlyKeys("aws-role.sh", "aws.request.json", "aws.config", "aws.credentials");
        assertThat(access.files("/it's run").get("aws.config")).contains("credential_process = /bin/sh '/it'\\''s run/aws-role.sh'\n")
                .doesNotContain("role_arn", "token");
        assertThat(access.files("/run").get("aws.request.json")).contains("\"DurationSeconds\":7200", "\"WebIdentityToken\":\"token\"");
        assertThat(access.files("/run").get("aws-role.sh")).doesNotContain("\"token\"", ARN);
    }

    @Test
    public void noOtherCredentialsAreWithinReach() {
        assertThat(AwsAccess.byToken(role("", "", ""), "token", "shop#7", NOON).environment("/run"))
                .containsEntry("AWS_PROFILE", "cloudops").containsEntry("AWS_CONFIG_FILE", "/run/aws.config")
                .containsEntry("AWS_SHARED_CREDENTIALS_FILE", "/run/aws.credentials").containsEntry("AWS_EC2_METADATA_DISABLED", "true")
                .containsEntry("AWS_ACCESS_KEY_ID", "").containsEntry("AWS_ROLE_ARN", "").containsEntry("AWS_WEB_IDENTITY_TOKEN_FILE", "")
                .containsEntry("AWS_CONTAINER_CREDENTIALS_FULL_URI", "").doesNotContainKeys("AWS_REGION");
    }

    @Test
    public void theNameOfASessionIsOneThatAwsTakesAndTellsBuildsApart() {
        assertThat(AwsAccess.session("a b/ü$(x)#12")).isEqualTo("jenkins-a-b-x-12").matches("[\\w+=,.@-]{2,64}");
        assertThat(AwsAccess.session("x".repeat(100) + "#12")).hasSize(64).endsWith("x-12");
    }

    @Test
    public void aTokenForSomebodyElseIsRefused() {
        AwsAccess.byToken(role("sts.amazonaws.com", "", ""), token("{\"aud\":[\"a\",\"sts.amazonaws.com\"]}"), "b#1", NOON);
        AwsAccess.byToken(role("sts.amazonaws.com", "", ""), "opaque", "b#1", NOON);
        AwsAccess.byToken(role("sts.amazonaws.com", "", ""), "a.b.c", "b#1", NOON);

        assertThatThrownBy(() -> AwsAccess.byToken(role("sts.amazonaws.com", "", ""), token("{\"aud\":\"example.com\"}"), "b#1", NOON))
                .isInstanceOf(BadSetting.class).hasMessageStartingWith(
                        "awsRole: the web identity token is for 'example.com', but audience is 'sts.amazonaws.com'.");
    }

    @Test
    public void aTokenThatHasExpiredIsRefused() {
        AwsAccess.byToken(role("", "", ""), token("{\"exp\":" + (NOON.instant().getEpochSecond() + 1) + "}"), "b#1", NOON);

        assertThatThrownBy(() -> AwsAccess.byToken(role("", "", ""), token("{\"exp\":" + (NOON.instant().getEpochSecond() - 1) + "}"),
                "b#1", NOON)).isInstanceOf(BadSetting.class).hasMessageStartingWith(
                        "awsRole: the web identity token was valid until 2026-01-01T11:59:59Z.");
    }

    @Test
    public void whatAwsWouldRefuseIsRefused() {
        for (String arn : new String[] {"", "deploy", "arn:aws:iam::12:role/x", "arn:aws:iam::123456789012:user/x", ARN + "\nx = y"}) {
            assertThatThrownBy(() -> AwsRole.of(arn, "", "", "", "")).isInstanceOf(BadSetting.class)
                    .hasMessageContaining("is not the ARN of a role").hasMessageNotContaining("\n");
        }
        for (String region : new String[] {"EU", "eu central", "eu-central-1\n"}) {
            assertThatThrownBy(() -> AwsRole.of(ARN, "", "", region, "")).isInstanceOf(BadSetting.class).hasMessageContaining("is not a region");
        }
        for (String duration : new String[] {"14m59s", "12h1s", "0", "soon"}) {
            assertThatThrownBy(() -> AwsRole.of(ARN, "", "", "", duration)).isInstanceOf(BadSetting.class);
        }
        assertThatThrownBy(() -> AwsRole.of(ARN, "sts.amazonaws.com", "", "", "")).isInstanceOf(BadSetting.class);
        assertThatThrownBy(() -> AwsAccess.byKeys(role("", "", ""), "AKIA", "a\nb", "", "b#1")).isInstanceOf(BadSetting.class)
                .hasMessageNotContaining("a\nb");
        for (String arn : new String[] {ARN, "arn:aws-cn:iam::123456789012:role/x", "arn:aws-us-gov:iam::123456789012:role/a+b=c,d@e"}) {
            assertThat(AwsRole.of(arn, "", "", "us-gov-west-1", "12h").seconds()).isEqualTo(43_200);
        }
    }
}
