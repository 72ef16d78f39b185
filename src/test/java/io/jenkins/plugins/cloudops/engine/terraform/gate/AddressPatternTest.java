package io.jenkins.plugins.cloudops.engine.terraform.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import org.junit.Test;

public class AddressPatternTest {

    @Test
    public void aStarStaysWithinItsSegment() {
        assertMatches("aws_db_instance.*", "aws_db_instance.main", "aws_db_instance.main[0]", "aws_db_instance.main[\"a.b\"]");
        assertDoesNotMatch("aws_db_instance.*", "module.db.aws_db_instance.main", "aws_db_instance_role.main", "aws_db_instance.a.b");
        assertMatches("aws_*.prod-*", "aws_instance.prod-1", "aws_s3_bucket.prod-");
        assertDoesNotMatch("aws_*.prod-*", "aws_instance.test-1", "google_x.prod-1");
    }

    @Test
    public void twoStarsCrossSegments() {
        assertMatches("module.vpc.**", "module.vpc.aws_vpc.main", "module.vpc[0].aws_vpc.main", "module.vpc[\"a.b\"].module.x.aws_vpc.main");
        assertDoesNotMatch("module.vpc.**", "module.vpc2.aws_vpc.main", "module.a.module.vpc.aws_vpc.main", "aws_vpc.vpc");
        assertMatches("**.aws_vpc.*", "aws_vpc.main", "module.a.aws_vpc.main", "module.a.module.b[1].aws_vpc.main[\"x\"]");
        assertDoesNotMatch("**.aws_vpc.*", "module.a.aws_subnet.main");
        assertMatches("**", "aws_vpc.main", "module.a.aws_vpc.main");
        assertMatches("module.*.**.aws_vpc.*", "module.a.aws_vpc.main", "module.a.module.b.aws_vpc.main");
        assertDoesNotMatch("module.*.**.aws_vpc.*", "aws_vpc.main");
    }

    @Test
    public void aKeyBelongsToItsSegmentWhateverIsInIt() {
        assertMatches("aws_x.y[\"a.b\"]", "aws_x.y[\"a.b\"]");
        assertDoesNotMatch("aws_x.y[\"a.b\"]", "aws_x.y[\"a.c\"]", "aws_x.y", "aws_x.y[0]");
        assertMatches("aws_x.y[\"prod.*\"]", "aws_x.y[\"prod.eu.1\"]");
        assertDoesNotMatch("aws_x.y[\"prod.*\"]", "aws_x.y[\"test.eu\"]");
        assertMatches("aws_x.y[*]", "aws_x.y[0]", "aws_x.y[\"]\"]", "aws_x.y[\"\\\"].z\"]");
        assertDoesNotMatch("aws_x.y[*]", "aws_x.y");
        assertMatches("module.m[0].x.y", "module.m[0].x.y", "module.m[0].x.y[3]");
        assertDoesNotMatch("module.m[0].x.y", "module.m[1].x.y");
    }

    @Test
    public void whatHasNoKeyIsForEveryInstance() {
        assertMatches("aws_x.y", "aws_x.y", "aws_x.y[0]", "aws_x.y[\"k\"]");
        assertMatches("module.m.aws_x.y", "module.m[\"k\"].aws_x.y[1]");
        assertDoesNotMatch("aws_x.y", "aws_x.y2", "aws_x.z");
    }

    @Test
    public void refusesWhatCouldNeverMatch() {
        for (String bad : new String[] {"", " ", ".", "a..b", "aws_x.", "aws x.y", "aws_x.y[", "aws_x.y[0", "aws_x.y[0]z", "aws_x.[0]", "a/b"}) {
            assertThatThrownBy(() -> AddressPattern.of("protect", bad)).as(bad).isInstanceOf(BadSetting.class)
                    .hasMessageStartingWith("protect: '" + bad + "'").hasMessageContaining("module.vpc.**");
        }
        assertThatThrownBy(() -> AddressPattern.of("protect", "module.vpc**")).isInstanceOf(BadSetting.class).hasMessageContaining("part of a segment");
        assertThatThrownBy(() -> AddressPattern.of("protect", "***")).isInstanceOf(BadSetting.class);
    }

    @Test
    public void refusesWhatIsNoWholeAddressAndSoWouldProtectNothing() {
        for (String bad : new String[] {
            "aws_db_instance", "*", "module.vpc", "module.vpc.*", "module.*.module.*", "module", "**.module.vpc", "module.vpc.**.x.y.z.module.a",
            "data.aws_ami.x", "aws_db_instance[0].main", "module[0].vpc.aws_vpc.main", "aws_db_instance.main.id", "a.b.c.d"
        }) {
            assertThatThrownBy(() -> AddressPattern.of("protect", bad)).as(bad).isInstanceOf(BadSetting.class)
                    .hasMessageStartingWith("protect: '" + bad + "' cannot match").hasMessageContaining("'**.aws_db_instance.*'");
        }
        for (String good : new String[] {
            "*.*", "**", "**.**", "aws_db_instance.**", "**.main", "module.**", "module.vpc.*.*", "mod*.x", "*.*.*.main", "module.a.**.module.b.**"
        }) {
            assertThat(AddressPattern.of("protect", good)).as(good).hasToString(good);
        }
    }

    @Test
    public void manyStarsDoNotTakeForever() {
        AddressPattern pattern = AddressPattern.of("protect", "a*a*a*a*a*a*a*a*a*a*b.x");

        assertThat(pattern.matches("a".repeat(5000) + ".x")).isFalse();
        assertThat(pattern.matches("a".repeat(5000) + "b.x")).isTrue();
    }

    @Test
    public void manyPairsOfStarsDoNotTakeForever() {
        AddressPattern pattern = AddressPattern.of("protect", "**.a.**.a.**.a.**.a.**.a.**.a.**.a.**.a.**.b");

        assertThat(pattern.matches("a." + "a.".repeat(1000) + "c")).isFalse();
        assertThat(pattern.matches("a." + "a.".repeat(1000) + "b")).isTrue();
    }

    private static void assertMatches(String pattern, String... addresses) {
        assertThat(addresses).as(pattern).allMatch(AddressPattern.of("protect", pattern)::matches);
    }

    private static void assertDoesNotMatch(String pattern, String... addresses) {
        assertThat(addresses).as(pattern).noneMatch(AddressPattern.of("protect", pattern)::matches);
    }
}
