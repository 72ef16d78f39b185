package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.engine.comment.Applied;
import io.jenkins.plugins.cloudops.engine.comment.BuildFacts;
import io.jenkins.plugins.cloudops.engine.comment.Failure;
import io.jenkins.plugins.cloudops.engine.comment.Gate;
import io.jenkins.plugins.cloudops.engine.comment.Marker;
import io.jenkins.plugins.cloudops.engine.comment.Notice;
import io.jenkins.plugins.cloudops.engine.comment.Place;
import io.jenkins.plugins.cloudops.engine.comment.PlanComment;
import io.jenkins.plugins.cloudops.engine.comment.StackPart;
import io.jenkins.plugins.cloudops.engine.terraform.plan.PlanReader;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Sink;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Comments on plans that Terraform has made, see comments/README.txt. */
final class RealPlans {

    static final BuildFacts BUILD = new BuildFacts("shop/PR-12 #7", "https://jenkins.example.com/job/shop/job/PR-12/7/",
            "8e4a02bd1f7c94f0a6f3c5d2b19e87a4c6d5e3f1", "https://github.com/acme/shop/commit/8e4a02bd1f7c94f0a6f3c5d2b19e87a4c6d5e3f1",
            "4bf92f3577b34da6a3ce929d0e0e4736", "https://traces.example.com/trace/4bf92f3577b34da6a3ce929d0e0e4736",
            "terraformApply(plan: 'web', from: 'shop/PR-12#7')");

    static final Marker MARKER = new Marker("https://jenkins.example.com/job/shop/job/PR-12/", "stacks/shop", "staging", 7, 1763737200000L, 1);

    private RealPlans() {}

    /** Every comment that has a golden file, by its name. */
    static Map<String, PlanComment> comments() throws IOException {
        Map<String, PlanComment> comments = new LinkedHashMap<>();
        for (String name : List.of("web", "web-change", "sweep", "hostile", "many")) {
            comments.put(name, comment(plan("comments/" + name + ".json.gz")));
        }
        for (String name : List.of("everything", "destroy", "outputs", "drift", "precondition", "nothing")) {
            comments.put(name, comment(plan("../engine/terraform/plan/" + name + ".json")));
        }
        comments.put("gates", comment(plan("comments/web-change.json.gz").with(List.of(
                new Gate("limits (delete: 0): the plan has 4.", List.of("aws_s3_bucket_versioning.assets (delete)",
                        "module.network.aws_subnet.private[\"eu-west-1b\"] (delete)", "module.shop.aws_instance.web[0] (replace)",
                        "module.shop.aws_instance.web[1] (replace)"), 0),
                new Gate("forbid ('aws_s3_*'): creates or changes 1 of these.", List.of("aws_s3_bucket.assets (update)"), 0)))));
        comments.put("warnings", comment(plan("comments/web.json.gz").warning(List.of(
                new Notice("Argument is deprecated", "versioning is deprecated. Use the aws_s3_bucket_versioning resource instead.",
                        "aws_s3_bucket.assets", 1),
                new Notice("Value for undeclared variable", "The root module does not declare a variable named \"regoin\" but a"
                        + " value was found in file \"vars.json\".", "", 3)))));
        comments.put("failed", comment(StackPart.failed(place("", ""), new Failure("denied",
                "plan of stacks/shop failed: No valid credential sources found.", List.of(new Notice("No valid credential sources found",
                        "Please see https://registry.terraform.io/providers/hashicorp/aws\nfor more information about providing"
                                + " credentials.\n\nError: failed to refresh cached credentials, no EC2 IMDS role found", "main.tf:4", 1))))));
        Map<String, Integer> all = new LinkedHashMap<>();
        all.put("created", 1);
        all.put("updated", 3);
        all.put("replaced", 2);
        all.put("deleted", 2);
        comments.put("applied", comment(plan("comments/web-change.json.gz").with(new Applied(Applied.Outcome.APPLIED, all,
                Failure.NONE, List.of(), List.of("anna", "bob"), "shop/main #31", "https://jenkins.example.com/job/shop/job/main/31/", 192_000))));
        Map<String, Integer> some = new LinkedHashMap<>();
        some.put("created", 1);
        some.put("updated", 1);
        some.put("failed", 1);
        some.put("not reached", 5);
        comments.put("apply-failed", comment(plan("comments/web-change.json.gz").with(new Applied(Applied.Outcome.FAILED, some,
                new Failure("provider", "apply of stacks/shop failed: creating EC2 Instance: InsufficientInstanceCapacity",
                        List.of()),
                List.of(new Notice("replace failed", "creating EC2 Instance: InsufficientInstanceCapacity: we currently do not have"
                        + " sufficient t3.small capacity", "module.shop.aws_instance.web[0]", 1)),
                List.of("anna"), "shop/main #31", "https://jenkins.example.com/job/shop/job/main/31/", 48_000))));
        comments.put("stacks", new PlanComment(List.of(
                plan("comments/web-change.json.gz"),
                at("stacks/dns", plan("../engine/terraform/plan/nothing.json")),
                at("stacks/users", StackPart.failed(place("", ""), new Failure("locked",
                        "The state of stacks/users is locked by anna@laptop since 2026-03-02 11:05 UTC.", List.of()))),
                at("stacks/queues", plan("../engine/terraform/plan/outputs.json"))), BUILD, true));
        comments.put("quiet", comment(plan("../engine/terraform/plan/empty.json")));
        return comments;
    }

    static PlanComment comment(StackPart stack) {
        return new PlanComment(List.of(stack), BUILD, true);
    }

    static StackPart plan(String file) throws IOException {
        try (InputStream raw = RealPlans.class.getResourceAsStream(file);
                InputStream in = file.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return PlanComments.of(place("1.11.4", "3f2a9c0b4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8"),
                    new PlanReader().read(in, Sink.none()), Failure.NONE);
        }
    }

    private static Place place(String version, String digest) {
        return new Place("", "stacks/shop", "staging", "terraform", version, digest,
                "https://jenkins.example.com/job/shop/job/PR-12/7/cloudops-plans/");
    }

    private static StackPart at(String directory, StackPart stack) {
        Place place = stack.place();
        return new StackPart(new Place("", directory, "staging", place.tool(), place.toolVersion(), place.digest(), place.url()),
                stack.tally(), stack.changes(), stack.drifted(), stack.outputs(), stack.warnings(), stack.gates(), stack.failure(),
                stack.applied());
    }
}
