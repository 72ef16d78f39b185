package io.jenkins.plugins.cloudops.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.Test;

public class ListQueryTest {

    private static ListQuery query(Map<String, String> parameters) {
        return ListQuery.of(parameters::get, 100, "text", "action");
    }

    @Test
    public void withoutParametersItIsTheFirstPart() {
        ListQuery query = query(Map.of());

        assertThat(query.start("a")).isZero();
        assertThat(query.limit()).isEqualTo(100);
        assertThat(query.filter("text")).isEmpty();
        assertThat(query.isFiltered()).isFalse();
        assertThat(ListQuery.now(7, "text").limit()).isEqualTo(7);
    }

    @Test
    public void onlyTheListThatIsMeantBeginsLater() {
        ListQuery query = query(Map.of("start", "200", "of", "a"));

        assertThat(query.start("a")).isEqualTo(200);
        assertThat(query.start("b")).isZero();
        assertThat(query(Map.of("start", "200")).start("b")).isEqualTo(200);
    }

    @Test
    public void whatMakesNoSenseCountsAsNotGiven() {
        for (String number : new String[] {"", "-1", "1e3", "99999999999999999999", " 1", "<script>"}) {
            assertThat(query(Map.of("start", number)).start("a")).as(number).isZero();
            assertThat(query(Map.of("limit", number)).limit()).as(number).isEqualTo(100);
        }
        assertThat(query(Map.of("limit", "0")).limit()).isEqualTo(1);
        assertThat(query(Map.of("limit", "999999999")).limit()).isEqualTo(1_000);
    }

    @Test
    public void aLinkKeepsWhatWasAskedForAndNothingElse() {
        ListQuery query = query(Map.of("text", "a&b=\"c\"", "action", "delete", "limit", "50", "other", "x"));

        assertThat(query.link("p1", 150)).isEqualTo("?text=a%26b%3D%22c%22&action=delete&of=p1&start=150&limit=50#p1");
        assertThat(query(Map.of()).link("", 0)).isEqualTo("?");
    }

    @Test
    public void thePartsBeforeAndAfterAreLinked() {
        ListQuery middle = query(Map.of("start", "100"));
        PartView part = new PartView(middle, "", 100, 250);
        assertThat(part.getText()).isEqualTo("101 to 200 of 250");
        assertThat(part.getPrevious()).isEqualTo("?");
        assertThat(part.getNext()).isEqualTo("?start=200");
        assertThat(part.isPart()).isTrue();

        PartView last = new PartView(query(Map.of("start", "200")), "", 50, 250);
        assertThat(last.getNext()).isEmpty();
        assertThat(last.getPrevious()).isEqualTo("?start=100");

        PartView behind = new PartView(query(Map.of("start", "900")), "", 0, 250);
        assertThat(behind.getText()).isEqualTo("Nothing here: there are 250.");
        assertThat(behind.getPrevious()).isEqualTo("?start=150");
        assertThat(behind.getNext()).isEmpty();
        assertThat(new PartView(query(Map.of()), "", 3, 3).isPart()).isFalse();
    }
}
