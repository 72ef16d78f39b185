package io.jenkins.plugins.cloudops.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cloudops.local.LocalSite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class SealedFileTest {

    private static final int SEALED_SEGMENT = SealedFile.SEGMENT + SealedFile.TAG;

    @Rule
    public final LocalSite site = new LocalSite();

    private Path path;
    private SealedFile file;

    @Before
    public void begin() {
        path = site.home().resolve("sealed/a.sealed");
        file = new SealedFile(path, "plan a");
    }

    @Test
    public void whatIsWrittenComesBackWhateverItsSize() throws IOException {
        for (int size : List.of(0, 1, 1000, SealedFile.SEGMENT - 1, SealedFile.SEGMENT, SealedFile.SEGMENT + 1, 3 * SealedFile.SEGMENT,
                3 * SealedFile.SEGMENT + 17)) {
            byte[] bytes = bytes(size);
            write(file, bytes);

            assertThat(read(file)).as("%d bytes", size).isEqualTo(bytes);
            int segments = Math.max(1, (size + SealedFile.SEGMENT - 1) / SealedFile.SEGMENT);
            assertThat(Files.size(path)).as("%d bytes", size).isEqualTo(SealedFile.HEADER + size + (long) segments * SealedFile.TAG);
        }
        assertThat(path.getParent().toFile().list()).containsExactly("a.sealed");
    }

    @Test
    public void bytesMayComeAndGoOneByOne() throws IOException {
        byte[] bytes = bytes(SealedFile.SEGMENT + 3);
        try (SealedOutput out = file.create()) {
            for (byte b : bytes) {
                out.write(b);
            }
            out.commit();
        }
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try (InputStream in = file.open()) {
            for (int b = in.read(); b >= 0; b = in.read()) {
                read.write(b);
            }
            assertThat(in.read()).isEqualTo(-1);
        }
        assertThat(read.toByteArray()).isEqualTo(bytes);
    }

    @Test
    public void nothingOfItIsReadableAndNoTwoFilesAreAlike() throws IOException {
        write(file, "hunter2".repeat(100).getBytes(StandardCharsets.UTF_8));
        byte[] first = Files.readAllBytes(path);
        write(file, "hunter2".repeat(100).getBytes(StandardCharsets.UTF_8));

        assertThat(new String(first, StandardCharsets.ISO_8859_1)).doesNotContain("hunter2").startsWith("CLOUDOPS\u0001");
        assertThat(Arrays.copyOfRange(Files.readAllBytes(path), SealedFile.HEADER, first.length))
                .isNotEqualTo(Arrays.copyOfRange(first, SealedFile.HEADER, first.length));
    }

    @Test
    public void everyByteThatIsAlteredIsRefused() throws IOException {
        write(file, bytes(50));
        byte[] sealed = Files.readAllBytes(path);
        for (int i = 0; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 0x10;
            refused("byte " + i, altered, 0);
        }
        Files.write(path, sealed);
        assertThat(read(file)).isEqualTo(bytes(50));
    }

    @Test
    public void aFileThatIsCutShortIsRefused() throws IOException {
        write(file, bytes(3 * SealedFile.SEGMENT));
        byte[] sealed = Files.readAllBytes(path);
        for (int border = 0; border < 3; border++) {
            for (int more : List.of(-1, 0, 1, SealedFile.TAG - 1, SealedFile.TAG, SealedFile.TAG + 1)) {
                int length = SealedFile.HEADER + border * SEALED_SEGMENT + more;
                refused("cut to " + length, Arrays.copyOf(sealed, length), border * SealedFile.SEGMENT);
            }
        }
        refused("without its last byte", Arrays.copyOf(sealed, sealed.length - 1), 2 * SealedFile.SEGMENT);
        for (int length = 0; length <= SealedFile.HEADER; length++) {
            refused("cut to " + length, Arrays.copyOf(sealed, length), 0);
        }
    }

    @Test
    public void anythingBehindItsEndIsRefused() throws IOException {
        for (int size : List.of(0, 10, SealedFile.SEGMENT, 2 * SealedFile.SEGMENT)) {
            write(file, bytes(size));
            byte[] sealed = Files.readAllBytes(path);
            for (int more : List.of(1, SealedFile.TAG, SEALED_SEGMENT)) {
                refused(size + " and " + more, Arrays.copyOf(sealed, sealed.length + more), size);
            }
            byte[] twice = Arrays.copyOf(sealed, 2 * sealed.length - SealedFile.HEADER);
            System.arraycopy(sealed, SealedFile.HEADER, twice, sealed.length, sealed.length - SealedFile.HEADER);
            refused("twice " + size, twice, size);
        }
    }

    @Test
    public void segmentsInAnotherOrderAreRefused() throws IOException {
        write(file, bytes(3 * SealedFile.SEGMENT));
        byte[] sealed = Files.readAllBytes(path);
        for (int[] pair : new int[][] {{0, 1}, {1, 2}, {0, 2}}) {
            byte[] swapped = sealed.clone();
            System.arraycopy(sealed, SealedFile.HEADER + pair[0] * SEALED_SEGMENT, swapped, SealedFile.HEADER + pair[1] * SEALED_SEGMENT, SEALED_SEGMENT);
            System.arraycopy(sealed, SealedFile.HEADER + pair[1] * SEALED_SEGMENT, swapped, SealedFile.HEADER + pair[0] * SEALED_SEGMENT, SEALED_SEGMENT);
            refused(Arrays.toString(pair), swapped, pair[0] * SealedFile.SEGMENT);
        }
        byte[] leftOut = Arrays.copyOf(sealed, sealed.length - SEALED_SEGMENT);
        System.arraycopy(sealed, SealedFile.HEADER + 2 * SEALED_SEGMENT, leftOut, SealedFile.HEADER + SEALED_SEGMENT, SEALED_SEGMENT);
        refused("one left out", leftOut, SealedFile.SEGMENT);
    }

    @Test
    public void aSegmentOfAnotherFileIsRefused() throws IOException {
        write(file, bytes(SealedFile.SEGMENT));
        byte[] sealed = Files.readAllBytes(path);
        write(file, bytes(SealedFile.SEGMENT));
        byte[] other = Files.readAllBytes(path);
        System.arraycopy(sealed, SealedFile.HEADER, other, SealedFile.HEADER, SEALED_SEGMENT);

        refused("a segment of another file", other, 0);
    }

    @Test
    public void itOpensAsWhatItWasWrittenOnly() throws IOException {
        write(file, bytes(10));
        for (String other : List.of("plan b", "plan", "plan a ", "")) {
            assertThatThrownBy(() -> read(new SealedFile(path, other))).as(other).isInstanceOf(IOException.class)
                    .hasMessageStartingWith("a.sealed cannot be opened: it was altered or cut short, belongs to something else, or ");
        }
        assertThat(read(new SealedFile(path, "plan a"))).isEqualTo(bytes(10));
    }

    @Test
    public void itOpensAfterARestartAndNotWithAnotherKey() throws IOException {
        write(file, bytes(10));
        site.kill();
        site.boot(true);
        assertThat(read(file)).isEqualTo(bytes(10));

        Files.delete(site.home().resolve("secrets/" + SealedFile.class.getName() + ".key"));
        assertThatThrownBy(() -> read(file)).isInstanceOf(IOException.class).hasMessageContaining("the secrets directory of this Jenkins was replaced");
    }

    @Test
    public void whatIsNoSealedFileOrANewerOneIsSaidToBeSo() throws IOException {
        assertThatThrownBy(() -> file.open()).isInstanceOf(NoSuchFileException.class);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "PK something else that is long enough to have a header");
        assertThatThrownBy(() -> file.open()).hasMessage("a.sealed is not the sealed file that was written there. Make what it had again, such as the plan.");
        write(file, bytes(1));
        byte[] newer = Files.readAllBytes(path);
        newer[8] = 2;
        Files.write(path, newer);
        assertThatThrownBy(() -> file.open()).hasMessage(
                "a.sealed has version 2 of its format, which a newer version of the plugin wrote. Update the plugin.");
    }

    @Test
    public void whatIsNotCommittedLeavesNothing() throws IOException {
        try (SealedOutput out = file.create()) {
            out.write(bytes(100_000));
        }
        assertThat(path.getParent()).isEmptyDirectory();

        write(file, bytes(10));
        assertThatThrownBy(() -> {
            try (SealedOutput out = file.create()) {
                out.write(bytes(100_000));
                throw new IOException("the agent is gone");
            }
        }).hasMessage("the agent is gone");
        assertThat(read(file)).isEqualTo(bytes(10));
        assertThat(path.getParent().toFile().list()).containsExactly("a.sealed");
    }

    @Test
    public void whatIsClosedCannotBeCommitted() throws IOException {
        SealedOutput out = file.create();
        out.write(bytes(10));
        out.close();
        out.close();

        assertThatThrownBy(out::commit).hasMessageStartingWith("a.sealed cannot be finished, since an earlier part of it could not be written.");
        assertThat(path.getParent()).isEmptyDirectory();
    }

    @Test
    public void aReaderThatRefusedOnceNeverGoesOn() throws IOException {
        write(file, bytes(3 * SealedFile.SEGMENT));
        byte[] sealed = Files.readAllBytes(path);
        sealed[SealedFile.HEADER + 5] ^= 1;
        Files.write(path, sealed);
        try (InputStream in = file.open()) {
            for (int i = 0; i < 3; i++) {
                byte[] untouched = new byte[100];
                assertThatThrownBy(() -> in.read(untouched)).isInstanceOf(IOException.class);
                assertThat(untouched).containsOnly(0);
            }
        }
    }

    @Test
    public void sizeDoesNotCostMemory() throws IOException {
        byte[] some = bytes(1 << 20);
        int times = 200;
        try (SealedOutput out = file.create()) {
            for (int i = 0; i < times; i++) {
                out.write(some);
            }
            out.commit();
        }
        long used = usedAfterCollection();
        long most = 0;
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        try (InputStream in = file.open()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                total += n;
                if (total % (64 << 20) < n) {
                    most = Math.max(most, usedAfterCollection() - used);
                }
            }
        }
        assertThat(total).isEqualTo((long) times << 20);
        assertThat(most).isLessThan(8 << 20);
    }

    private static long usedAfterCollection() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** @param most how many bytes may be handed out before, all of them as they were written */
    private void refused(String what, byte[] sealed, int most) throws IOException {
        Files.write(path, sealed);
        ByteArrayOutputStream handedOut = new ByteArrayOutputStream();
        assertThatThrownBy(() -> {
            try (InputStream in = file.open()) {
                in.transferTo(handedOut);
            }
        }).as(what).isInstanceOf(IOException.class).hasNoCause().hasMessageStartingWith("a.sealed ");
        assertThat(handedOut.size()).as(what).isLessThanOrEqualTo(most);
        assertThat(handedOut.toByteArray()).as(what).isEqualTo(Arrays.copyOf(bytes(3 * SealedFile.SEGMENT), handedOut.size()));
    }

    private static void write(SealedFile file, byte[] bytes) throws IOException {
        try (SealedOutput out = file.create()) {
            out.write(bytes);
            out.commit();
        }
    }

    private static byte[] read(SealedFile file) throws IOException {
        try (InputStream in = file.open()) {
            return in.readAllBytes();
        }
    }

    /** The same ones each time; fewer of them are the beginning of more. */
    private static byte[] bytes(int size) {
        byte[] all = new byte[4 * SealedFile.SEGMENT];
        new Random(7).nextBytes(all);
        return Arrays.copyOf(all, size);
    }
}
