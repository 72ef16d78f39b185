package io.jenkins.plugins.cloudops.access;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.Assert.assertEquals;

import hudson.model.User;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jenkins.model.Jenkins;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.RealJenkinsRule;

/**
 * The permissions are there in a Jenkins in which nobody did anything yet: in its forms, and before that, when its
 * configuration is read. Nothing of this class that runs there may name the class that has them.
 */
public class PermissionGroupTest {

    private static final String GRANTS = """
            jenkins:
              securityRealm:
                local:
                  allowsSignup: false
                  users:
                  - id: "operator"
                    password: "operator"
                  - id: "boss"
                    password: "boss"
              authorizationStrategy:
                globalMatrix:
                  entries:
                  - user:
                      name: "operator"
                      permissions:
                      - "Overall/Read"
                      - "CloudOps/Unlock"
                  - user:
                      name: "boss"
                      permissions:
                      - "Overall/Administer"
            """;

    @ClassRule(order = 1)
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    @ClassRule(order = 2)
    public static final RealJenkinsRule JENKINS = new RealJenkinsRule();

    @Test
    public void areThereWhenTheConfigurationIsRead() throws Throwable {
        Path configuration = FOLDER.newFile("jenkins.yaml").toPath();
        Files.writeString(configuration, GRANTS);
        JENKINS.extraEnv("CASC_JENKINS_CONFIG", configuration.toString());
        JENKINS.then(PermissionGroupTest::assertGranted);
    }

    private static void assertGranted(JenkinsRule jenkins) throws Throwable {
        PermissionGroup group = PermissionGroup.getAll().stream()
                .filter(each -> each.getId().equals("CloudOps")).findFirst().orElseThrow();
        assertEquals(List.of("Incident", "Override", "Unlock", "ViewPlan"),
                group.getPermissions().stream().map(permission -> permission.name).toList());
        Permission unlock = group.find("Unlock");
        assertEquals("granted by the configuration", List.of(true, false, true),
                List.of(has("operator", unlock), has("operator", group.find("Override")), has("boss", unlock)));
        try (JenkinsRule.WebClient client = jenkins.createWebClient().login("boss")) {
            String form = client.goTo("manage/configureSecurity/").getWebResponse().getContentAsString();
            for (Permission permission : group.getPermissions()) {
                assertThat(form, containsString("[" + permission.getId() + "]"));
            }
        }
    }

    private static boolean has(String user, Permission permission) {
        return Jenkins.get().getACL().hasPermission2(User.getById(user, true).impersonate2(), permission);
    }
}
