package io.jenkins.plugins.cloudops.engine.secrets;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where secrets come from. Immutable, without a value; kept with running pipelines, hence no record.
 */
public final class SecretSource implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The kinds, with the names that people give them. */
    public enum Kind {
        AWS("awsSecretsManager"),
        OUTPUTS("terraformOutputs"),
        CREDENTIALS("jenkinsCredentials");

        private final String symbol;

        Kind(String symbol) {
            this.symbol = symbol;
        }

        /** As in a pipeline. */
        public String symbol() {
            return symbol;
        }
    }

    /** What a secret of Secrets Manager can be called, as AWS documents it, or its ARN. */
    private static final Pattern AWS_NAME = Pattern.compile("[A-Za-z0-9/_+=.@:!-]{1,512}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2,8}(?:-[a-z0-9]{1,16}){1,5}");
    private static final Pattern STAGE = Pattern.compile("[A-Za-z0-9_+=.@-]{1,256}");

    private final Kind kind;
    private final String prefix;
    /** In the order of their names; no TreeMap, which cannot be read back from XML everywhere. */
    private final LinkedHashMap<String, String> tags;
    private final ArrayList<String> names;
    private final String stage;
    private final String version;
    private final String region;
    private final String endpoint;
    private final String label;

    private SecretSource(Kind kind, String label, String prefix, Map<String, String> tags, List<String> names, String stage,
            String version, String region, String endpoint) {
        this.kind = kind;
        this.label = label;
        this.prefix = prefix;
        this.tags = new LinkedHashMap<>(new TreeMap<>(tags));
        this.names = new ArrayList<>(names);
        this.stage = stage;
        this.version = version;
        this.region = region;
        this.endpoint = endpoint;
    }

    /**
     * AWS Secrets Manager.
     *
     * @param prefix that names begin with, or empty
     * @param tags that secrets have, or none
     * @param names of secrets, or none for all
     * @param stage such as {@code AWSPREVIOUS}; empty for {@code AWSCURRENT}
     * @param version the id of a version, or empty
     * @param region empty for that of the environment
     * @param endpoint the URL of an emulator, or empty
     * @throws SecretsProblem naming the first that cannot be used
     */
    public static SecretSource aws(String prefix, Map<String, String> tags, List<String> names, String stage, String version,
            String region, String endpoint) {
        if (!prefix.isEmpty() && !AWS_NAME.matcher(prefix).matches()) {
            throw SecretsProblem.setting(Messages.SecretSource_name("prefix", Visible.of(prefix)));
        }
        names.forEach(name -> {
            if (!AWS_NAME.matcher(name).matches()) {
                throw SecretsProblem.setting(Messages.SecretSource_name("names", Visible.of(name)));
            }
        });
        if (!region.isEmpty() && !REGION.matcher(region).matches()) {
            throw SecretsProblem.setting(Messages.SecretSource_region(Visible.of(region)));
        }
        if (!stage.isEmpty() && !STAGE.matcher(stage).matches()) {
            throw SecretsProblem.setting(Messages.SecretSource_stage("stage", Visible.of(stage)));
        }
        if (!version.isEmpty() && !STAGE.matcher(version).matches()) {
            throw SecretsProblem.setting(Messages.SecretSource_stage("version", Visible.of(version)));
        }
        if (!stage.isEmpty() && !version.isEmpty()) {
            throw SecretsProblem.setting(Messages.SecretSource_stageAndVersion());
        }
        if (!version.isEmpty() && names.size() != 1) {
            throw SecretsProblem.setting(Messages.SecretSource_versionOfOne());
        }
        if (!endpoint.isEmpty() && !isAddress(endpoint)) {
            throw SecretsProblem.setting(Messages.SecretSource_endpoint(Visible.of(endpoint.replaceFirst("//.*@", "//***@"))));
        }
        unique("names", names);
        String label = Kind.AWS.symbol() + (prefix.isEmpty() ? "" : " " + prefix) + (region.isEmpty() ? "" : " (" + region + ")");
        return new SecretSource(Kind.AWS, label, prefix, tags, names, stage.equals("AWSCURRENT") ? "" : stage, version, region,
                endpoint);
    }

    /**
     * Sensitive outputs of a stack.
     *
     * @param stack to name it for people
     * @param names of outputs, or none for all that are sensitive
     */
    public static SecretSource outputs(String stack, List<String> names) {
        unique("names", names);
        return new SecretSource(Kind.OUTPUTS, Kind.OUTPUTS.symbol() + " " + stack, "", Map.of(), names, "", "", "", "");
    }

    /**
     * Credentials of Jenkins.
     *
     * @throws SecretsProblem if there are none
     */
    public static SecretSource credentials(List<String> ids) {
        if (ids.isEmpty()) {
            throw SecretsProblem.setting(Messages.SecretSource_noIds());
        }
        unique("ids", ids);
        return new SecretSource(Kind.CREDENTIALS, Kind.CREDENTIALS.symbol(), "", Map.of(), ids, "", "", "", "");
    }

    private static void unique(String setting, List<String> names) {
        HashSet<String> seen = new HashSet<>();
        names.forEach(name -> {
            if (!seen.add(name)) {
                throw SecretsProblem.setting(Messages.SecretSource_twice(setting, Visible.of(name)));
            }
        });
    }

    private static boolean isAddress(String text) {
        try {
            URI address = new URI(text);
            return address.getHost() != null && address.getUserInfo() == null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    public Kind kind() {
        return kind;
    }

    /** For people. */
    public String label() {
        return label;
    }

    String prefix() {
        return prefix;
    }

    Map<String, String> tags() {
        return tags;
    }

    /** Names or ids, or none for all. */
    public List<String> names() {
        return names;
    }

    /** Empty for {@code AWSCURRENT}. */
    String stage() {
        return stage;
    }

    String version() {
        return version;
    }

    String region() {
        return region;
    }

    String endpoint() {
        return endpoint;
    }

    /**
     * What tells this source from another one that writes to the same targets: whatever is not of the same scope is never
     * taken for gone.
     */
    String scope() {
        return kind.symbol() + '\n' + label + '\n' + prefix + '\n' + tags + '\n' + names + '\n' + region + '\n' + endpoint;
    }
}
