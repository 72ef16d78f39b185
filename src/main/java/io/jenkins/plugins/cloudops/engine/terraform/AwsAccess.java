package io.jenkins.plugins.cloudops.engine.terraform;

import io.jenkins.plugins.cloudops.engine.process.ShellWords;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How the CLI gets at the credentials of an {@link AwsRole}: by a profile in files of the run directory,
 * in the format that AWS documents for its SDKs. Terraform's providers and backends ask STS for them
 * with it, on the agent, and again before they expire.
 *
 * <p>No other credentials are within reach: variables that would win are emptied, and the instance is not asked.
 */
public final class AwsAccess {

    /** Files of the run directory. */
    static final String CONFIG = "aws.config";
    static final String KEYS = "aws.credentials";
    static final String TOKEN = "aws.token";
    static final String PROCESS = "aws-role.sh";
    static final String REQUEST = "aws.request.json";

    /** Prints what AWS documents for a {@code credential_process}, without the profile that has asked for it. */
    private static final String ASK = """
            cd "${0%/*}" || exit 1
            unset AWS_PROFILE
            AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null \\
              exec aws sts assume-role-with-web-identity --no-sign-request --output json \\
              --cli-input-json file://aws.request.json \\
              --query '{Version: `1`, AccessKeyId: Credentials.AccessKeyId, SecretAccessKey: Credentials.SecretAccessKey,
                SessionToken: Credentials.SessionToken, Expiration: Credentials.Expiration}'
            """;

    private static final String PROFILE = "cloudops";
    private static final String SOURCE = "cloudops-source";
    private static final Pattern NOT_IN_A_NAME = Pattern.compile("[^A-Za-z0-9_=,.@-]+");
    private static final int LONGEST_NAME = 64;

    private final AwsRole role;
    private final String session;
    private final String token;
    private final String keys;
    private final List<String> secrets;

    private AwsAccess(AwsRole role, String session, String token, String keys, List<String> secrets) {
        this.role = role;
        this.session = session;
        this.token = token;
        this.keys = keys;
        this.secrets = secrets.stream().filter(secret -> !secret.isEmpty()).toList();
    }

    /**
     * @param token a JSON web token that AWS is told to trust
     * @param build whose name the session gets, for those who read AWS's log
     * @throws BadSetting if the token is for somebody else, or has expired
     */
    public static AwsAccess byToken(AwsRole role, String token, String build, Clock clock) {
        WebIdentityToken.of(token).check(role.audience(), clock.instant());
        return new AwsAccess(role, session(build), token.trim(), "", List.of(token.trim()));
    }

    /**
     * @param id of the access key
     * @param session the token of temporary keys, or empty
     * @param build whose name the session gets, for those who read AWS's log
     * @throws BadSetting if a key has a line break
     */
    public static AwsAccess byKeys(AwsRole role, String id, String secret, String session, String build) {
        if ((id + secret + session).chars().anyMatch(c -> c < ' ')) {
            throw new BadSetting(Messages.AwsAccess_lineBreak());
        }
        return new AwsAccess(role, session(build), "", "[" + SOURCE + "]\naws_access_key_id = " + id + "\naws_secret_access_key = "
                + secret + "\n" + (session.isEmpty() ? "" : "aws_session_token = " + session + "\n"),
                List.of(secret, session));
    }

    /** What AWS allows in the name of a session: 2 to 64 characters. The end tells builds apart. */
    static String session(String build) {
        String name = NOT_IN_A_NAME.matcher("jenkins-" + build).replaceAll("-");
        return name.length() > LONGEST_NAME ? name.substring(name.length() - LONGEST_NAME) : name;
    }

    /** What must not be seen. */
    public List<String> secrets() {
        return secrets;
    }

    /** @param directory the absolute path of the run directory */
    public Map<String, String> files(String directory) {
        Map<String, String> files = new LinkedHashMap<>();
        // The SDK for Go, which Terraform is built with, does not read the duration beside a token.
        boolean byProcess = !token.isEmpty() && role.seconds() > 0;
        String profile = "[profile " + PROFILE + "]\n" + (role.region().isEmpty() ? "" : "region = " + role.region() + "\n");
        if (byProcess) {
            profile += "credential_process = /bin/sh " + ShellWords.quote(directory + "/" + PROCESS) + "\n";
            files.put(PROCESS, ASK);
            files.put(REQUEST, VariableValues.of("awsRole", Map.of("RoleArn", role.role(), "RoleSessionName", session,
                    "DurationSeconds", role.seconds(), "WebIdentityToken", token)).toJson());
        } else {
            profile += "role_arn = " + role.role() + "\nrole_session_name = " + session + "\n"
                    + (role.seconds() == 0 ? "" : "duration_seconds = " + role.seconds() + "\n")
                    + (token.isEmpty() ? "source_profile = " + SOURCE + "\n"
                            : "web_identity_token_file = " + directory + "/" + TOKEN + "\n");
        }
        files.put(CONFIG, profile);
        files.put(KEYS, keys);
        if (!token.isEmpty() && !byProcess) {
            files.put(TOKEN, token);
        }
        return files;
    }

    /** @param directory the absolute path of the run directory */
    public Map<String, String> environment(String directory) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_CONFIG_FILE", directory + "/" + CONFIG);
        variables.put("AWS_SHARED_CREDENTIALS_FILE", directory + "/" + KEYS);
        variables.put("AWS_PROFILE", PROFILE);
        variables.put("AWS_SDK_LOAD_CONFIG", "1");
        variables.put("AWS_EC2_METADATA_DISABLED", "true");
        for (String name : new String[] {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN",
                "AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
                "AWS_CONTAINER_CREDENTIALS_FULL_URI"}) {
            variables.put(name, "");
        }
        if (!role.region().isEmpty()) {
            variables.put("AWS_REGION", role.region());
            variables.put("AWS_DEFAULT_REGION", role.region());
        }
        return variables;
    }
}
