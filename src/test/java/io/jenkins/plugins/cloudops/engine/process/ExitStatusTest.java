package io.jenkins.plugins.cloudops.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.Test;

public class ExitStatusTest {

    @Test
    public void anExitCodeIsTold() {
        assertThat(new ExitStatus(0).inWords()).isEqualTo("ended with exit code 0");
        assertThat(new ExitStatus(127).inWords()).isEqualTo("ended with exit code 127");
        assertThat(new ExitStatus(128).inWords()).isEqualTo("ended with exit code 128");
        assertThat(new ExitStatus(255).inWords()).isEqualTo("ended with exit code 255");
    }

    @Test
    public void aSignalIsNamed() {
        assertThat(new ExitStatus(130).inWords()).isEqualTo("was ended by SIGINT");
        assertThat(new ExitStatus(137).inWords()).isEqualTo("was ended by SIGKILL");
        assertThat(new ExitStatus(143).inWords()).isEqualTo("was ended by SIGTERM");
        assertThat(new ExitStatus(128 + 34).inWords()).isEqualTo("was ended by signal 34");
    }

    @Test
    public void whatNobodySawIsSaid() {
        assertThat(new ExitStatus(ExitStatus.LOST).inWords())
                .isEqualTo("vanished: its supervisor was killed and left no exit code");
    }

    @Test
    public void onlyCodesOfSignalsAreSignals() {
        assertThat(List.of(129, 130, 137, 143, 191)).allMatch(code -> new ExitStatus(code).bySignal());
        assertThat(List.of(ExitStatus.LOST, 0, 1, 2, 126, 127, 128, 192, 255)).noneMatch(code -> new ExitStatus(code).bySignal());
    }

    @Test
    public void itTravels() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new ExitStatus(137));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(new ExitStatus(137));
        }
    }
}
