package io.jenkins.plugins.cloudops.engine.comment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public class MarkerTest {

    private static final Marker MARKER = new Marker("https://ci.example/job/shop/", "stacks/shop", "staging", 7, 1_000, 2);

    @Test
    public void whatIsWrittenIsReadBackInEveryDialect() {
        Nasty nasty = new Nasty(3);
        for (Dialect dialect : List.of(Dialect.GITHUB, Dialect.BITBUCKET_CLOUD)) {
            for (int i = 0; i < 300; i++) {
                Marker marker = nasty.marker();
                String line = marker.format(dialect);

                assertThat(Marker.parse(line + "\n\nmore")).contains(marker);
                assertThat(line).matches("[\\x20-\\x7e]{1,1100}");
                assertThat(line.substring(4, line.length() - 3)).doesNotContain("--", ">");
            }
        }
    }

    @Test
    public void itIsHiddenInTheMannerOfTheForge() {
        assertThat(MARKER.format(Dialect.GITHUB)).isEqualTo("<!-- cloudops-pipeline job=https%3A%2F%2Fci.example%2Fjob%2Fshop%2F"
                + " stack=stacks%2Fshop workspace=staging build=7 started=1000 part=2 -->");
        assertThat(MARKER.format(Dialect.BITBUCKET_DATA_CENTER)).startsWith("[//]: # (cloudops-pipeline job=").endsWith(" part=2)");
    }

    @Test
    public void onlyAFirstLineIsAMarker() {
        String line = MARKER.format(Dialect.GITHUB);

        assertThat(Marker.parse("\n" + line)).contains(MARKER);
        assertThat(Marker.parse(line + "\r\ntext")).contains(MARKER);
        for (String other : List.of("", "text\n" + line, "> " + line, line + " text", "`" + line + "`", line.replace("build=7", "build=x"),
                line.replace("build=7", "build=99999999999"), line.replace("job=", "job=%zz"), "<!-- -->")) {
            assertThat(Marker.parse(other)).as(other).isEmpty();
        }
    }

    @Test
    public void partsAndBuildsBelongToTheSameCommentAndOtherStacksDoNot() {
        assertThat(MARKER.sameComment(MARKER.part(5))).isTrue();
        assertThat(MARKER.sameComment(new Marker(MARKER.job(), MARKER.stack(), MARKER.workspace(), 99, 5, 1))).isTrue();
        assertThat(MARKER.sameComment(new Marker(MARKER.job(), MARKER.stack(), "production", 7, 1_000, 2))).isFalse();
        assertThat(MARKER.sameComment(new Marker(MARKER.job(), "stacks/shop2", "staging", 7, 1_000, 2))).isFalse();
        assertThat(MARKER.sameComment(new Marker("https://ci.example/job/other/", "stacks/shop", "staging", 7, 1_000, 2))).isFalse();
    }

    @Test
    public void theLaterStartIsNewerThenTheHigherNumber() {
        Marker remade = new Marker(MARKER.job(), MARKER.stack(), MARKER.workspace(), 1, 2_000, 1);
        Marker next = new Marker(MARKER.job(), MARKER.stack(), MARKER.workspace(), 8, 1_000, 1);

        assertThat(remade.newerThan(MARKER)).isTrue();
        assertThat(MARKER.newerThan(remade)).isFalse();
        assertThat(next.newerThan(MARKER)).isTrue();
        assertThat(MARKER.newerThan(MARKER)).isFalse();
    }

    @Test
    public void aLongNameIsReplacedByItsDigestAndStaysUnique() {
        Marker first = new Marker("x".repeat(5_000), "", "", 1, 1, 1);
        Marker second = new Marker("x".repeat(5_001), "", "", 1, 1, 1);

        assertThat(first.job()).matches("sha256:[0-9a-f]{64}").isNotEqualTo(second.job());
        assertThat(Marker.parse(first.format(Dialect.GITHUB)).orElseThrow().sameComment(first)).isTrue();
    }
}
