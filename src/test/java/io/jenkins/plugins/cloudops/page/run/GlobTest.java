package io.jenkins.plugins.cloudops.page.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class GlobTest {

    private static void matches(String glob, String... texts) {
        for (String text : texts) {
            assertThat(new Glob(glob).matches(text)).as("%s matches %s", glob, text).isTrue();
        }
    }

    private static void doesNotMatch(String glob, String... texts) {
        for (String text : texts) {
            assertThat(new Glob(glob).matches(text)).as("%s matches %s", glob, text).isFalse();
        }
    }

    @Test
    public void withoutAnAsteriskItIsTheTextItself() {
        matches("stacks/shop", "stacks/shop");
        doesNotMatch("stacks/shop", "stacks/shop2", "a/stacks/shop", "Stacks/shop", "");
        doesNotMatch("a.c", "abc");
    }

    @Test
    public void anAsteriskStandsForAnyCharacters() {
        matches("stacks/*", "stacks/", "stacks/shop/eu");
        matches("*shop", "shop", "stacks/shop");
        matches("*", "", "anything\nat all");
        matches("a*b*c", "abc", "axbxc", "abbcc", "a*b*c");
        matches("a**c", "ac", "abc");
        doesNotMatch("a*b*c", "ac", "acb", "abcd", "xabc");
        doesNotMatch("ab*bc", "abc");
        doesNotMatch("aa*aa", "aaa");
    }

    @Test
    public void aLineThatCannotHaveTheTextIsPassedOver() {
        assertThat(new Glob("stacks/*").mayBeIn("{\"stack\":\"stacks/shop\"}")).isTrue();
        assertThat(new Glob("stacks/*").mayBeIn("{\"stack\":\"shop\"}")).isFalse();
        assertThat(new Glob("a*b").mayBeIn("{\"stack\":\"a\"}")).isFalse();
        assertThat(new Glob("say \"x\"").mayBeIn("{\"stack\":\"say \\\"x\\\"\"}")).isTrue();
        assertThat(new Glob("*").mayBeIn("")).isTrue();
    }

    @Test(timeout = 60_000)
    public void manyAsterisksTakeNoLongerThanOne() {
        doesNotMatch("a*".repeat(2_000) + "b", "a".repeat(100_000));
    }
}
