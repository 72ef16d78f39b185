package io.jenkins.plugins.cloudops.page.apply;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.LocalBuild;
import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import io.jenkins.plugins.cloudops.engine.terraform.apply.Outcome;
import io.jenkins.plugins.cloudops.engine.terraform.apply.ResourceLines;
import io.jenkins.plugins.cloudops.engine.terraform.apply.ResourceOutcome;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Action;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.page.WaitView;
import io.jenkins.plugins.cloudops.page.plan.ChangeQuery;
import io.jenkins.plugins.cloudops.page.plan.CommentView;
import io.jenkins.plugins.cloudops.store.ApplyStore;
import io.jenkins.plugins.cloudops.store.CommentStore;
import io.jenkins.plugins.cloudops.store.RunStore;
import io.jenkins.plugins.cloudops.store.StoredApply;
import io.jenkins.plugins.cloudops.store.StoredComment;
import io.jenkins.plugins.cloudops.store.StoredRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.Rule;
import org.junit.Test;

public class AppliesActionTest {

    private static final String DIGEST = "cd".repeat(32);

    @Rule
    public final LocalSite site = new LocalSite();

    private void keep(StoredApply.Plan plan, StoredApply.Outcome outcome, String kind, String failure, String outputs) throws Exception {
        ApplyStore.of(site.build()).save(new StoredApply("a1", plan, new StoredApply.Place("shop", "stacks/shop", "staging", "terraform", "1.11.4", ""),
                1, 61_000, new StoredApply.Result(outcome, kind, failure, Map.of("created", 2, "notReached", 1)),
                List.of(new StoredApply.Resource("terraform_data.web", "create", "applied", 1_500)), 0, outputs, List.of("token"),
                List.of(new StoredApply.Approval("ann", 1_795_285_262_215L, DIGEST)), "", false, false, ""));
    }

    private void keep(String outputs) throws Exception {
        keep(new StoredApply.Plan("p1", "", DIGEST), StoredApply.Outcome.APPLIED, "", "", outputs);
    }

    private void keepList(int size) throws Exception {
        Path list = Files.createTempFile(site.outside(), "resources", "");
        try (ResourceLines lines = new ResourceLines(new GZIPOutputStream(Files.newOutputStream(list)), Redactor.none())) {
            for (int i = 0; i < size; i++) {
                lines.resource(new ResourceOutcome("module.m" + i % 3 + ".terraform_data.web[" + i + "]", "", i % 2 == 0 ? Action.CREATE : Action.DELETE,
                        i % 100 == 99 ? Outcome.FAILED : Outcome.APPLIED, i, i % 100 == 99 ? "It is no use." : ""));
            }
        }
        ApplyStore.of(site.build()).saveResources("a1", new FilePath(list.toFile()));
    }

    private ApplyView view(Map<String, String> parameters) throws Exception {
        return new ApplyView(site.build(), ApplyStore.of(site.build()).get("a1"), ChangeQuery.of(parameters::get));
    }

    @Test
    public void anApplyIsTakenTogetherInLines() throws Exception {
        keep("");
        ApplyView apply = new AppliesAction(site.build()).getApplies().get(0);

        assertThat(apply.getHeadline()).contains("2 created", "1 not reached").startsWith("Applied: ");
        assertThat(apply.getFacts()).isEqualTo("Stack stacks/shop, Terraform workspace staging, terraform 1.11.4, took 61 sec, plan file cdcdcdcdcdcd");
        assertThat(apply.getOutcome()).isEqualTo("applied");
        assertThat(apply.getApprovals()).singleElement().satisfies(approval -> {
            assertThat(approval.getUser()).isEqualTo("ann");
            assertThat(approval.getText()).startsWith("approved by ann on ").endsWith("for plan file cdcdcdcdcdcd");
        });
        assertThat(apply.isPlannedElsewhere()).isFalse();
        assertThat(apply.getPlanBuildUrl()).isEqualTo(site.build().getUrl());
        assertThat(apply.getWait().getText()).isEmpty();
        assertThat(apply.getOutputs()).isEmpty();
    }

    @Test
    public void outputsAreShownAsJsonAndSensitiveOnesByName() throws Exception {
        keep("{\"names\":[\"a\",\"b\"],\"size\":3,\"text\":\"x\",\"nothing\":null}");

        assertThat(view(Map.of()).getOutputs()).isEqualTo("names = [\"a\",\"b\"]\nsize = 3\ntext = \"x\"\nnothing = null\ntoken = (sensitive)\n");
    }

    @Test
    public void whatWentWrongComesFirstAndTheRestPartByPart() throws Exception {
        keep("");
        keepList(500);

        ApplyView first = view(Map.of());
        assertThat(first.getResources()).hasSize(100);
        assertThat(first.getResources().subList(0, 5)).allSatisfy(resource -> {
            assertThat(resource.getOutcome()).isEqualTo("failed");
            assertThat(resource.getProblem()).isEqualTo("It is no use.");
            assertThat(resource.isDone()).isFalse();
        });
        assertThat(first.getResources().subList(5, 100)).extracting(ResourceView::getAction).containsOnly("delete");
        assertThat(first.getMatching()).isEqualTo(500);
        assertThat(view(Map.of("start", "450")).getResources()).hasSize(50).extracting(ResourceView::getAction).containsOnly("create");
        assertThat(view(Map.of("text", "module.m2", "action", "create")).getMatching()).isEqualTo(83);
        assertThat(view(Map.of("text", "web[42]")).getResources()).singleElement().satisfies(resource -> {
            assertThat(resource.getModule()).isEqualTo("module.m0");
            assertThat(resource.getType()).isEqualTo("terraform_data");
        });
    }

    @Test
    public void withoutItsListAnApplyShowsWhatItKnows() throws Exception {
        keep("");

        assertThat(view(Map.of()).getResources()).singleElement().satisfies(resource -> {
            assertThat(resource.getAddress()).isEqualTo("terraform_data.web");
            assertThat(resource.getTime()).isEqualTo("1 sec");
        });
        assertThat(view(Map.of("action", "delete")).getResources()).isEmpty();
    }

    @Test
    public void theCommentOfThePlanIsFoundInTheBuildThatMadeIt() throws Exception {
        LocalBuild planned = new LocalBuild("other#3", Files.createDirectories(site.home().resolve("other")).toFile());
        CommentStore.of(planned).save(new StoredComment("c1", List.of("p1"), "https://forge.example/pull/1", "", "", "s", "w", 1, "replace",
                "https://forge.example/pull/1#comment-2"));
        CommentStore.of(planned).save(new StoredComment("c2", List.of("p1"), "javascript:alert(1)", "", "", "s", "w", 1, "replace", ""));
        keep(new StoredApply.Plan("p1", "other#3", DIGEST), StoredApply.Outcome.FAILED, "locked", "Somebody holds it.", "");

        ApplyView apply = view(Map.of());
        assertThat(apply.getComments()).extracting(CommentView::getUrl).containsExactly("https://forge.example/pull/1#comment-2");
        assertThat(apply.getPlanBuild().getName()).isEqualTo("other #3");
        assertThat(apply.getHeadline()).isEqualTo("Somebody holds it.");
        planned.delete();
        assertThat(view(Map.of()).getComments()).isEmpty();
        assertThat(view(Map.of()).getPlanBuildUrl()).isEmpty();
    }

    @Test
    public void whoeverWasWaitedForIsNamed() throws Exception {
        keep("");
        RunStore.keep(site.build(), new StoredRun("a1", 1, "apply", new StoredRun.Subject("shop", "stacks/shop", "staging"), StoredRun.Status.SUCCEEDED,
                "", "", 1, 2, new StoredRun.Wait(120_000, "ann on laptop"), ""));

        assertThat(view(Map.of()).getWait().getText()).isEqualTo("Waited 120 sec; the lock was held by ann on laptop");
        assertThat(new WaitView(new StoredRun.Wait(3_000, "")).getText()).isEqualTo("Waited 3 sec for other builds on this controller");
    }
}
