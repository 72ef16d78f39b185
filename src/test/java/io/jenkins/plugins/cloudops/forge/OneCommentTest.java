package io.jenkins.plugins.cloudops.forge;

import static io.jenkins.plugins.cloudops.forge.Forges.marker;
import static io.jenkins.plugins.cloudops.forge.Forges.publish;
import static io.jenkins.plugins.cloudops.forge.Forges.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.config.ForgeKind;
import io.jenkins.plugins.cloudops.engine.comment.Marker;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;

/** One comment on each kind of forge. */
@RunWith(Parameterized.class)
public class OneCommentTest {

    private static final String US = "jenkins-bot";

    @Parameterized.Parameter
    public ForgeKind kind;

    private FakeForge forge;
    private CommentPublisher publisher;

    @Parameterized.Parameters(name = "{0}")
    public static Collection<ForgeKind> kinds() {
        return Arrays.asList(ForgeKind.values());
    }

    @Before
    public void open() throws Exception {
        forge = new FakeForge();
        publisher = Forges.publisher(forge, kind);
    }

    @After
    public void close() {
        forge.close();
    }

    @Test
    public void makesOneCommentAndThenUpdatesIt() throws Exception {
        forge.add("somebody", "Looks good to me.");

        assertThat(publish(publisher, 1, CommentMode.UPDATE, "one to create").outcome()).isEqualTo(Published.Outcome.CREATED);
        assertThat(publish(publisher, 2, CommentMode.UPDATE, "two to create").outcome()).isEqualTo(Published.Outcome.UPDATED);
        assertThat(publish(publisher, 2, CommentMode.UPDATE, "two to create").outcome()).isEqualTo(Published.Outcome.UNCHANGED);

        assertThat(forge.texts()).containsExactly("Looks good to me.", text(marker(2), "two to create"));
        assertThat(forge.requests()).noneMatch(request -> request.startsWith("DELETE"));
    }

    @Test
    public void findsItsCommentBehindManyOthers() throws Exception {
        forge.pageSize = 7;
        for (int i = 0; i < 10; i++) {
            forge.add("somebody", "words " + i);
        }
        forge.add(US, text(marker(1), "old"));
        for (int i = 0; i < 11; i++) {
            forge.add("somebody", "more words " + i);
        }

        publish(publisher, 2, CommentMode.UPDATE, "new");

        assertThat(forge.texts()).hasSize(22).contains(text(marker(2), "new")).doesNotContain(text(marker(1), "old"));
    }

    @Test
    public void leavesACommentOfALaterBuildAlone() throws Exception {
        publish(publisher, 8, CommentMode.UPDATE, "later");

        assertThat(publish(publisher, 7, CommentMode.UPDATE, "earlier").outcome()).isEqualTo(Published.Outcome.OUTDATED);
        assertThat(publish(publisher, 7, CommentMode.REPLACE, "earlier").outcome()).isEqualTo(Published.Outcome.OUTDATED);

        assertThat(forge.texts()).containsExactly(text(marker(8), "later"));
    }

    @Test
    public void neverTouchesWhatSomebodyElseWrote() throws Exception {
        forge.add("somebody", text(marker(1), "a copy of ours"));
        forge.add("somebody", text(marker(99), "a forgery that would be later"));

        publish(publisher, 2, CommentMode.UPDATE, "ours");
        publish(publisher, 3, CommentMode.REPLACE, "ours again");

        assertThat(forge.texts()).containsExactly(text(marker(1), "a copy of ours"),
                text(marker(99), "a forgery that would be later"), text(marker(3), "ours again"));
    }

    @Test
    public void replacesItAtTheEndOfTheConversation() throws Exception {
        publish(publisher, 1, CommentMode.UPDATE, "first");
        forge.add("somebody", "words");

        publish(publisher, 2, CommentMode.REPLACE, "second");

        assertThat(forge.texts()).containsExactly("words", text(marker(2), "second"));
    }

    @Test
    public void makesAnotherOneIfAsked() throws Exception {
        publish(publisher, 1, CommentMode.NEW, "first");
        publish(publisher, 2, CommentMode.NEW, "second");
        publish(publisher, 2, CommentMode.OWN, "second, applied");

        assertThat(forge.texts()).containsExactly(text(marker(1), "first"), text(marker(2), "second, applied"));
    }

    @Test
    public void keepsAsManyPartsAsThereAre() throws Exception {
        publish(publisher, 1, CommentMode.UPDATE, "one", "two", "three");
        publish(publisher, 2, CommentMode.UPDATE, "uno", "due");

        assertThat(forge.texts()).containsExactly(text(marker(2), "uno"), text(marker(2).part(2), "due"));
    }

    @Test
    public void whoeverMadeATwinTakesItBack() throws Exception {
        AtomicBoolean once = new AtomicBoolean();
        forge.beforeCreate = () -> {
            if (!once.getAndSet(true)) {
                forge.add(US, text(marker(1), "of another controller"));
            }
        };

        publish(publisher, 2, CommentMode.UPDATE, "ours");

        assertThat(forge.texts()).containsExactly(text(marker(2), "ours"));
        assertThat(forge.notes().get(0).id).as("the first one stays").isEqualTo(1000);
    }

    @Test
    public void aTwinOfALaterBuildStaysAsItIs() throws Exception {
        AtomicBoolean once = new AtomicBoolean();
        forge.beforeCreate = () -> {
            if (!once.getAndSet(true)) {
                forge.add(US, text(marker(3), "later"));
            }
        };

        publish(publisher, 2, CommentMode.UPDATE, "ours");

        assertThat(forge.texts()).containsExactly(text(marker(3), "later"));
    }

    @Test
    public void aCommentThatWasDeletedMeanwhileIsMadeAgain() throws Exception {
        publish(publisher, 1, CommentMode.UPDATE, "first");
        forge.remove(forge.notes().get(0));

        publish(publisher, 2, CommentMode.UPDATE, "second");

        assertThat(forge.texts()).containsExactly(text(marker(2), "second"));
    }

    @Test
    public void aForgeThatDoesNotAnswerMakesNoSecondComment() throws Exception {
        forge.failAfter("POST .*(comments|notes)$", 502);

        publish(publisher, 1, CommentMode.UPDATE, "only one");

        assertThat(forge.texts()).containsExactly(text(marker(1), "only one"));
    }

    @Test
    public void aForgeThatDidNothingIsAskedOnceMore() throws Exception {
        forge.fail("POST .*(comments|notes)$", 502, Map.of(), "");

        publish(publisher, 1, CommentMode.UPDATE, "only one");

        assertThat(forge.texts()).containsExactly(text(marker(1), "only one"));
    }

    @Test
    public void credentialsThatMayNotSayWhoseTheyAreFindTheirCommentAllTheSame() throws Exception {
        publish(publisher, 1, CommentMode.UPDATE, "first");
        forge.tellsWho = false;

        publish(Forges.publisher(forge, kind), 2, CommentMode.UPDATE, "second");

        assertThat(forge.texts()).containsExactly(text(marker(2), "second"));
        assertThat(forge.notes().get(0).id).isEqualTo(1000);
    }

    @Test
    public void aPlanThatFailsBeforeItKnowsItsWorkspaceTakesTheOnlyComment() throws Exception {
        publish(publisher, 1, CommentMode.UPDATE, "fine");
        Marker early = new Marker(marker(2).job(), "infra", "", 2, marker(2).started(), 1);
        new OneComment(publisher, early, CommentMode.UPDATE).publish(List.of(text(early, "failed")));
        assertThat(forge.texts()).containsExactly(text(early, "failed"));

        publish(publisher, 3, CommentMode.UPDATE, "fine again");
        assertThat(forge.texts()).containsExactly(text(marker(3), "fine again"));
    }

    @Test
    public void whichOfSeveralWorkspacesItWouldHaveBeenIsNotGuessed() throws Exception {
        Marker other = new Marker(marker(1).job(), "infra", "production", 1, marker(1).started(), 1);
        publish(publisher, 1, CommentMode.UPDATE, "fine");
        new OneComment(publisher, other, CommentMode.UPDATE).publish(List.of(text(other, "fine there")));
        Marker early = new Marker(marker(2).job(), "infra", "", 2, marker(2).started(), 1);
        new OneComment(publisher, early, CommentMode.UPDATE).publish(List.of(text(early, "failed")));

        assertThat(forge.texts()).containsExactly(text(marker(1), "fine"), text(other, "fine there"), text(early, "failed"));
    }

    @Test
    public void setsTheStatusOfACommit() throws Exception {
        String head = publisher.head();
        assertThat(FakeForge.HEAD).startsWith(head);

        publisher.status(head, new CommitStatus("cloudops/plan", true, "3 to create, 1 to delete", "http://jenkins/job/shop/1/"));
        assertThat(forge.statuses()).hasSize(1).containsKey("cloudops/plan");
        assertThat(forge.statuses().get("cloudops/plan")).matches("(?i)success(ful)?: 3 to create, 1 to delete");

        publisher.status(head, new CommitStatus("cloudops/plan", false, "Plan failed: denied", "http://jenkins/job/shop/1/"));
        assertThat(forge.statuses().get("cloudops/plan")).matches("(?i)fail(ure|ed): Plan failed: denied");
    }
}
