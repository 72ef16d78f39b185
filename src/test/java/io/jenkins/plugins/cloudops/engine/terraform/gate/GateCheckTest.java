package io.jenkins.plugins.cloudops.engine.terraform.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import io.jenkins.plugins.cloudops.engine.terraform.gate.GateReport.Entry;
import io.jenkins.plugins.cloudops.engine.terraform.gate.GateReport.Finding;
import io.jenkins.plugins.cloudops.engine.terraform.gate.GateReport.Rule;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Action;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Change;
import io.jenkins.plugins.cloudops.engine.terraform.plan.GeneratedPlan;
import io.jenkins.plugins.cloudops.engine.terraform.plan.PlanReader;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Sink;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Tags;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class GateCheckTest {

    private static final int MANY = 100_000;

    @Test
    public void deletionsCountWhatIsReplaced() throws IOException {
        GateReport report = change(limits("delete", 3));

        assertThat(report.broken()).containsExactly(new Finding(Rule.LIMITS, "delete: 3", 4, List.of(
                new Entry("aws_sqs_queue.tagged", "replace"),
                new Entry("aws_sqs_queue.unknown[0]", "delete"),
                new Entry("terraform_data.y", "replace"),
                new Entry("module.vpc[0].aws_sqs_queue.inner", "delete"))));
        assertThat(change(limits("delete", 4)).passed()).isTrue();
    }

    @Test
    public void otherLimitsCountTheirActionOnly() throws IOException {
        assertThat(change(limits("replace", 1)).broken()).extracting(Finding::total).containsExactly(2);
        assertThat(change(limits("update", 0)).broken().get(0).listed()).containsExactly(new Entry("aws_sqs_queue.untagged", "update"));
        assertThat(change(limits("update", 1)).passed()).isTrue();
        assertThat(change(limits("create", 0)).passed()).as("replacements are not created").isTrue();
        assertThat(create(limits("create", 7)).broken()).extracting(Finding::total).containsExactly(8);
    }

    @Test
    public void nothingProtectedMayBeDeletedOrReplaced() throws IOException {
        GateReport report = change(protect("module.vpc.**", "aws_sqs_queue.tagged", "aws_sqs_queue.untagged", "aws_iam_user.*"));

        assertThat(report.broken()).containsExactly(
                new Finding(Rule.PROTECT, "module.vpc.**", 1, List.of(new Entry("module.vpc[0].aws_sqs_queue.inner", "delete"))),
                new Finding(Rule.PROTECT, "aws_sqs_queue.tagged", 1, List.of(new Entry("aws_sqs_queue.tagged", "replace"))));
        assertThat(create(protect("**")).passed()).as("creating is no harm").isTrue();
    }

    @Test
    public void whatIsMadeNeedsItsTagsIfItCanHaveAny() throws IOException {
        GateReport report = create(tags("Owner", "Environment"));

        assertThat(report.broken()).containsExactly(new Finding(Rule.REQUIRED_TAGS, "Owner, Environment", 4, List.of(
                new Entry("aws_iam_user.ci", "Owner"),
                new Entry("aws_sqs_queue.null_tags[\"a.b\"]", "Owner"),
                new Entry("aws_sqs_queue.untagged", "Owner"),
                new Entry("module.vpc[0].aws_sqs_queue.inner", "Owner"))));
        assertThat(report.warnings()).containsExactly(new Finding(Rule.REQUIRED_TAGS, "Owner, Environment", 1,
                List.of(new Entry("aws_sqs_queue.unknown[0]", "Owner, Environment"))));
    }

    @Test
    public void aTagOfTheProviderIsATagAndAnUnknownOnePasses() throws IOException {
        GateReport report = create(tags("Environment"));

        assertThat(report.passed()).isTrue();
        assertThat(report.warnings()).extracting(Finding::total).containsExactly(1);
        assertThat(create(tags("environment")).passed()).as("tags have a case").isFalse();
    }

    @Test
    public void whatIsDeletedOrStaysNeedsNoTags() throws IOException {
        assertThat(change(tags("Owner")).broken()).containsExactly(new Finding(Rule.REQUIRED_TAGS, "Owner", 1,
                List.of(new Entry("aws_sqs_queue.untagged", "Owner"))));
    }

    @Test
    public void aForbiddenTypeMayNotBeMade() throws IOException {
        assertThat(create(forbid("aws_iam_*")).broken()).containsExactly(
                new Finding(Rule.FORBID, "aws_iam_*", 1, List.of(new Entry("aws_iam_user.ci", "create"))));
        assertThat(change(forbid("aws_iam_user")).passed()).as("it stays as it is").isTrue();
        assertThat(change(forbid("aws_sqs_queue")).broken().get(0).listed()).as("a deletion is welcome").containsExactly(
                new Entry("aws_sqs_queue.tagged", "replace"), new Entry("aws_sqs_queue.untagged", "update"));
        assertThat(create(forbid("sqs", "AWS_IAM_USER")).passed()).isTrue();
    }

    @Test
    public void noGatesWatchNothing() throws IOException {
        assertThat(new GateCheck(Gates.NONE).wanted()).isFalse();
        assertThat(create(Gates.NONE)).isEqualTo(GateReport.PASSED);
    }

    @Test
    public void dataSourcesAreNotHeldAgainstAnything() {
        GateCheck check = new GateCheck(Gates.of(Map.of(), List.of(), List.of("Owner"), List.of("*")));

        check.change("data.aws_vpc.main", "aws_vpc", Change.Mode.DATA, Action.READ, new Tags(true, java.util.Set.of(), java.util.Set.of(), false));

        assertThat(check.report().passed()).isTrue();
    }

    @Test
    public void saysItInLinesThatAreHarmlessForATerminal() throws IOException {
        Gates gates = Gates.of(Map.of("delete", 0), List.of("module.vpc.**"), List.of("Owner"), List.of("terraform_*"));

        assertThat(change(gates).lines()).containsExactly(
                "limits (delete: 0): the plan has 4:",
                "  aws_sqs_queue.tagged (replace)",
                "  aws_sqs_queue.unknown[0] (delete)",
                "  terraform_data.y (replace)",
                "  module.vpc[0].aws_sqs_queue.inner (delete)",
                "protect ('module.vpc.**'): deletes or replaces 1 of these:",
                "  module.vpc[0].aws_sqs_queue.inner (delete)",
                "requiredTags (Owner): creates or changes 1 without all of them:",
                "  aws_sqs_queue.untagged (Owner)",
                "forbid ('terraform_*'): creates or changes 1 of these:",
                "  terraform_data.y (replace)");
        assertThat(change(gates).summary()).isEqualTo("limits (delete: 0): the plan has 4: aws_sqs_queue.tagged (replace),"
                + " aws_sqs_queue.unknown[0] (delete), terraform_data.y (replace), module.vpc[0].aws_sqs_queue.inner (delete)."
                + " protect ('module.vpc.**'): deletes or replaces 1 of these: module.vpc[0].aws_sqs_queue.inner (delete)."
                + " requiredTags (Owner): creates or changes 1 without all of them: aws_sqs_queue.untagged (Owner)."
                + " forbid ('terraform_*'): creates or changes 1 of these: terraform_data.y (replace).");
        GateCheck check = new GateCheck(protect("**"));
        check.change("a.b[\"\u001b[2J\"]", "a", Change.Mode.MANAGED, Action.DELETE, Tags.NONE);
        assertThat(check.report().lines()).contains("  a.b[\"\\u001b[2J\"] (delete)");
    }

    @Test
    public void hidesSecretsInAddresses() {
        SensitiveValues values = new SensitiveValues();
        values.add("hush-hush");
        GateCheck check = new GateCheck(protect("**"));
        check.change("a.b[\"hush-hush\"]", "a", Change.Mode.MANAGED, Action.DELETE, Tags.NONE);

        assertThat(check.report().redacted(values).lines()).noneMatch(line -> line.contains("hush"));
    }

    @Test
    public void aHugePlanTakesNoMoreMemory() throws IOException {
        GateCheck check = new GateCheck(Gates.of(Map.of("delete", 10), List.of("**.terraform_data.*", "module.vpc.**"), List.of("Owner"), List.of("aws_iam_*")));
        long before = used();

        new PlanReader().read(GeneratedPlan.of(MANY, GeneratedPlan::delete), Sink.none(), check);
        long grown = used() - before;
        GateReport report = check.report();

        assertThat(report.broken()).extracting(Finding::total).containsExactly(MANY, MANY);
        assertThat(report.broken()).allMatch(finding -> finding.listed().size() == GateCheck.MAX_LISTED);
        assertThat(report.lines()).hasSize(2 * (GateCheck.MAX_LISTED + 2)).contains("  and 99,900 more");
        assertThat(report.summary()).contains(", and 99,995 more.").hasSizeLessThan(1_000);
        assertThat(grown).isLessThan(4L * 1024 * 1024);
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static Gates limits(String action, int limit) {
        return Gates.of(Map.of(action, limit), List.of(), List.of(), List.of());
    }

    private static Gates protect(String... patterns) {
        return Gates.of(Map.of(), List.of(patterns), List.of(), List.of());
    }

    private static Gates tags(String... tags) {
        return Gates.of(Map.of(), List.of(), List.of(tags), List.of());
    }

    private static Gates forbid(String... types) {
        return Gates.of(Map.of(), List.of(), List.of(), List.of(types));
    }

    private static GateReport create(Gates gates) throws IOException {
        return report("create.json", gates);
    }

    private static GateReport change(Gates gates) throws IOException {
        return report("change.json", gates);
    }

    private static GateReport report(String file, Gates gates) throws IOException {
        GateCheck check = new GateCheck(gates);
        try (InputStream in = GateCheckTest.class.getResourceAsStream(file)) {
            new PlanReader().read(in, Sink.none(), check);
        }
        return check.report();
    }
}
