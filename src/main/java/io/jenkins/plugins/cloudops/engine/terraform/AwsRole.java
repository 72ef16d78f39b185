package io.jenkins.plugins.cloudops.engine.terraform;

import java.io.Serializable;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A role of AWS that the CLI takes on, with credentials that are valid for a short time. Immutable; kept
 * with runs and saved plans.
 */
public final class AwsRole implements Serializable {

    private static final long serialVersionUID = 1L;

    /** No role is asked for. */
    public static final AwsRole NONE = new AwsRole("", "", "", "", 0);

    /** As AWS documents ARNs of roles, in all partitions. */
    private static final Pattern ARN = Pattern.compile("arn:[a-z0-9-]+:iam::\\d{12}:role/[A-Za-z0-9+=,.@_/-]{1,576}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2,8}(?:-[a-z0-9]{1,16}){1,5}");
    private static final Duration SHORTEST = Duration.ofMinutes(15);
    private static final Duration LONGEST = Duration.ofHours(12);

    private final String role;
    private final String audience;
    private final String credentialsId;
    private final String region;
    private final long seconds;

    private AwsRole(String role, String audience, String credentialsId, String region, long seconds) {
        this.role = role;
        this.audience = audience;
        this.credentialsId = credentialsId;
        this.region = region;
        this.seconds = seconds;
    }

    /**
     * @param role its ARN
     * @param audience for whom the web identity token has to be; empty not to look
     * @param credentialsId a web identity token, or an access key; empty for the keys that are bound
     * @param region empty for whatever the configuration says
     * @param duration of the credentials, such as {@code 45m}; empty for the default of the role
     * @throws BadSetting if one of them cannot be used
     */
    public static AwsRole of(String role, String audience, String credentialsId, String region, String duration) {
        if (!ARN.matcher(role).matches()) {
            throw new BadSetting(Messages.AwsRole_role(printable(role)));
        }
        if (!region.isEmpty() && !REGION.matcher(region).matches()) {
            throw new BadSetting(Messages.AwsRole_region(printable(region)));
        }
        if (!audience.isEmpty() && credentialsId.isEmpty()) {
            throw new BadSetting(Messages.AwsRole_audienceWithoutToken(printable(audience)));
        }
        Duration time = duration.isEmpty() ? Duration.ZERO : GoDuration.parse("awsRole.duration", duration);
        if (!duration.isEmpty() && (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0)) {
            throw new BadSetting(Messages.AwsRole_duration(duration));
        }
        return new AwsRole(role, audience, credentialsId, region, time.toSeconds());
    }

    private static String printable(String value) {
        return value.replaceAll("\\p{Cntrl}", "?");
    }

    public boolean isNone() {
        return role.isEmpty();
    }

    /** Its ARN. */
    public String role() {
        return role;
    }

    /** For whom the web identity token has to be, or empty. */
    public String audience() {
        return audience;
    }

    /** The id of a web identity token or of an access key, or empty. */
    public String credentialsId() {
        return credentialsId;
    }

    /** Such as {@code eu-central-1}, or empty. */
    public String region() {
        return region;
    }

    /** How long the credentials are valid; 0 for the default. */
    public long seconds() {
        return seconds;
    }
}
