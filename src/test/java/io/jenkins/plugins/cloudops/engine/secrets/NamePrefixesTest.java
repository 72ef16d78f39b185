package io.jenkins.plugins.cloudops.engine.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.Test;

public class NamePrefixesTest {

    private static SourceSecret secret(String name) {
        return new SourceSecret(name, "arn:" + name, "1");
    }

    private static List<SourceSecret> numbered(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> secret(String.format("shop/s%05d", i))).toList();
    }

    private static List<String> names(List<SourceSecret> secrets) {
        return secrets.stream().map(SourceSecret::name).toList();
    }

    @Test
    public void onePrefixIsEnoughWhereAllIsNeeded() {
        NamePrefixes prefixes = new NamePrefixes("shop/", numbered(0, 500), List.of());
        assertThat(prefixes.groups()).containsExactly(List.of("shop/s00"));
        assertThat(prefixes.rest()).isEmpty();
    }

    @Test
    public void aFewAreAskedForById() {
        NamePrefixes prefixes = new NamePrefixes("shop/", numbered(0, 19), List.of());
        assertThat(prefixes.groups()).isEmpty();
        assertThat(prefixes.rest()).hasSize(19);
    }

    @Test
    public void noPrefixFitsWhatIsNotNeeded() {
        List<SourceSecret> needed = new ArrayList<>(numbered(0, 500));
        needed.removeIf(secret -> secret.name().equals("shop/s00250"));
        NamePrefixes prefixes = new NamePrefixes("shop/", needed, List.of("shop/s00250", "shop/z", "SHOP/S001"));
        List<String> all = prefixes.groups().stream().flatMap(List::stream).toList();
        assertThat(all).containsExactly("shop/s000", "shop/s003", "shop/s004");
        assertThat(names(prefixes.rest())).hasSize(199).contains("shop/s00100", "shop/s00251").doesNotContain("shop/s00250");
    }

    @Test
    public void whatStandsWhereAPrefixEndsIsNotForgotten() {
        List<SourceSecret> needed = Stream.concat(Stream.of(secret("shop/s")), numbered(0, 600).stream()).toList();
        NamePrefixes prefixes = new NamePrefixes("shop/", needed, List.of());
        assertThat(names(prefixes.rest())).containsExactly("shop/s");
        assertThat(prefixes.groups()).containsExactly(
                List.of("shop/s000", "shop/s001", "shop/s002", "shop/s003", "shop/s004"), List.of("shop/s005"));
    }

    @Test
    public void aProcessGetsNoMoreThanItCanHold() {
        NamePrefixes prefixes = new NamePrefixes("", numbered(0, 10_000), List.of());
        assertThat(prefixes.groups()).hasSize(20).allSatisfy(group -> assertThat(group).hasSizeLessThanOrEqualTo(10));
        assertThat(prefixes.rest()).isEmpty();
    }

    @Test
    public void aNegationIsNoPrefix() {
        List<SourceSecret> needed = IntStream.range(0, 30).mapToObj(i -> secret("!a" + i)).toList();
        NamePrefixes prefixes = new NamePrefixes("", needed, List.of());
        assertThat(prefixes.groups()).isEmpty();
        assertThat(prefixes.rest()).hasSize(30);
    }
}
