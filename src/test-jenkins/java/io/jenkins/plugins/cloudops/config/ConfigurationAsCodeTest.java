package io.jenkins.plugins.cloudops.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import hudson.ExtensionList;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** The settings of Jenkins as code, in both directions. */
public class ConfigurationAsCodeTest {

    @Rule
    public final JenkinsConfiguredWithCodeRule jenkins = new JenkinsConfiguredWithCodeRule();

    @Test
    @ConfiguredWithCode("cloudops.yaml")
    public void importsEverySetting() {
        assertEquals("90m", CloudOpsConfiguration.get().getGrace());
        assertEquals("45m", CloudOpsConfiguration.get().getAgentTimeout());
        assertEquals(7, CloudOpsConfiguration.get().planRetentionDays());
        assertEquals(5, CloudOpsConfiguration.get().plansPerJob());
        assertEquals("limits: [delete: 0, replace: 2], protect: ['aws_db_instance.*', 'module.vpc.**'], requiredTags: ['Owner'], forbid: ['aws_iam_user']",
                CloudOpsConfiguration.get().gates(List.of("team/prod/shop/main"), "production").toString());
        assertEquals("limits: [delete: 50]", CloudOpsConfiguration.get().gates(List.of("team/prod/shop/main"), "staging").toString());
        assertEquals(List.of("https://git.example.com/api/v4 with git-bot, over HTTP: false",
                        "http://ghe.example.com:8080/api/v3 with , over HTTP: true"),
                CloudOpsConfiguration.get().getForges().stream()
                        .map(forge -> forge.api() + " with " + forge.getCredentialsId() + ", over HTTP: " + forge.isAllowHttp()).toList());
        assertFalse(CloudOpsConfiguration.get().isValuesInComments());
        assertEquals(List.of("team/shop says ### {{code.name}}: {{counts}}"), CloudOpsConfiguration.get().getCommentTemplates().stream()
                .map(texts -> texts.getFolder() + " says " + texts.getHeadline()).toList());
        assertFalse(CloudOpsConfiguration.get().isPlanValuesInLog());
        assertEquals(List.of("terraform-1 in /opt/terraform-1", "tofu in /opt/tofu/bin/tofu"),
                Arrays.stream(ExtensionList.lookupSingleton(TerraformInstallation.DescriptorImpl.class).getInstallations())
                        .map(tool -> tool.getName() + " in " + tool.getHome()).toList());
    }

    @Test
    @ConfiguredWithCode("cloudops.yaml")
    public void exportsEverySetting() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(out);
        String yaml = out.toString(StandardCharsets.UTF_8);
        assertThat(yaml, containsString("""
                cloudOps:
                  agentTimeout: "45m"
                  commentTemplates:
                  - folder: "team/shop"
                    headline: "### {{code.name}}: {{counts}}"
                  forges:
                  - credentialsId: "git-bot"
                    kind: "gitlab"
                    url: "https://git.example.com"
                  - allowHttp: true
                    apiUrl: "http://ghe.example.com:8080/api/v3"
                    kind: "github"
                    url: "http://ghe.example.com:8080"
                  gates:
                  - folder: "team/prod"
                    forbid:
                    - "aws_iam_user"
                    limits:
                      delete: 0
                      replace: 2
                    protect:
                    - "aws_db_instance.*"
                    - "module.vpc.**"
                    requiredTags:
                    - "Owner"
                    workspace: "prod*"
                  - limits:
                      delete: 50
                  grace: "90m"
                  planRetentionDays: 7
                  planValuesInLog: false
                  plansPerJob: 5
                """.indent(2)));
        assertThat(yaml, containsString("    valuesInComments: false\n"));
        assertThat(yaml, containsString("""
                terraformCli:
                  installations:
                  - home: "/opt/terraform-1"
                    name: "terraform-1"
                  - home: "/opt/tofu/bin/tofu"
                    name: "tofu"
                """.indent(2)));
    }
}
