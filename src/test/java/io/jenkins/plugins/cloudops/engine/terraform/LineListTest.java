package io.jenkins.plugins.cloudops.engine.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Test;

public class LineListTest {

    private final List<String> parsed = new ArrayList<>();

    private LineList<String> read(List<String> lines, int start, int limit) throws IOException {
        byte[] bytes = lines.stream().map(line -> line + "\n").collect(Collectors.joining()).getBytes(StandardCharsets.UTF_8);
        return LineList.read(() -> new ByteArrayInputStream(bytes), line -> "zba".indexOf(line.charAt(0)), line -> {
            parsed.add(line);
            return line.toUpperCase();
        }, start, limit);
    }

    @Test
    public void groupsComeOneAfterTheOtherAndInEachTheOrderStays() throws Exception {
        LineList<String> list = read(List.of("a1", "z1", "b1", "a2", "x", "z2"), 0, 10);

        assertThat(list.rows()).containsExactly("Z1", "Z2", "B1", "A1", "A2");
        assertThat(list.matching()).isEqualTo(5);
        assertThat(list.counts()).containsOnly(Map.entry(0, 2), Map.entry(1, 1), Map.entry(2, 2));
    }

    @Test
    public void aPartGoesOverTheBoundsOfGroups() throws Exception {
        LineList<String> list = read(List.of("a1", "z1", "b1", "a2", "z2"), 1, 3);

        assertThat(list.rows()).containsExactly("Z2", "B1", "A1");
        assertThat(list.start()).isEqualTo(1);
        assertThat(list.matching()).isEqualTo(5);
        assertThat(parsed).containsExactlyInAnyOrder("z2", "b1", "a1");
    }

    @Test
    public void allPartsTogetherAreTheWholeList() throws Exception {
        List<String> lines = IntStream.range(0, 1_000).mapToObj(i -> "abz".charAt(i % 3) + String.valueOf(i)).toList();
        List<String> parts = new ArrayList<>();
        for (int start = 0; start < 1_000; start += 70) {
            parts.addAll(read(lines, start, 70).rows());
        }

        assertThat(parts).isEqualTo(read(lines, 0, 1_000).rows()).hasSize(1_000).doesNotHaveDuplicates();
    }

    @Test
    public void behindTheEndThereIsNothing() throws Exception {
        assertThat(read(List.of("a1"), 5, 3).rows()).isEmpty();
        assertThat(read(List.of("a1"), 5, 3).matching()).isEqualTo(1);
        assertThat(read(List.of("a1"), -5, 3).rows()).containsExactly("A1");
        assertThat(read(List.of(), 0, 3).matching()).isZero();
    }

    @Test
    public void aLineThatIsNotReadableIsNoPartOfAnything() {
        assertThatThrownBy(() -> LineList.read(() -> new ByteArrayInputStream(new byte[] {'x', '\n'}), line -> 0, line -> {
            throw new IOException("no");
        }, 0, 1)).isInstanceOf(IOException.class).hasMessage("no");
    }
}
