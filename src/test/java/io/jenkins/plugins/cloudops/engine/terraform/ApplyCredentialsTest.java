package io.jenkins.plugins.cloudops.engine.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Which credentials an apply of a saved plan has. */
public class ApplyCredentialsTest {

    private static final AwsRole ROLE = AwsRole.of("arn:aws:iam::123456789012:role/plan", "", "id", "", "");
    private static final AwsRole OTHER = AwsRole.of("arn:aws:iam::123456789012:role/apply", "", "id", "", "");
    private static final PlanRequest SAVED = PlanRequest.builder().environment(Map.of("A", "plain", "B", "plain"))
            .secrets(Map.of("C", "c-id", "D", "d-id")).credentials(List.of("<saved/>")).awsRole(ROLE).build();

    private static PlanRequest over(PlanRequest.Builder given) {
        return ApplyRequest.of("plan", "", false, "", given.build(), false).over(SAVED);
    }

    @Test
    public void areThoseOfThePlan() {
        PlanRequest request = over(PlanRequest.builder());

        assertThat(request.credentials()).containsExactly("<saved/>");
        assertThat(request.secrets()).isEqualTo(Map.of("C", "c-id", "D", "d-id"));
        assertThat(request.awsRole()).isEqualTo(ROLE);
    }

    @Test
    public void areThoseThatAreGivenAnew() {
        PlanRequest request = over(PlanRequest.builder().credentials(List.of("<new/>")).awsRole(OTHER).secrets(Map.of("D", "other-id")));

        assertThat(request.credentials()).containsExactly("<new/>");
        assertThat(request.secrets()).isEqualTo(Map.of("C", "c-id", "D", "other-id"));
        assertThat(request.awsRole()).isEqualTo(OTHER);
    }

    @Test
    public void aSecretCanTakeThePlaceOfAPlainVariableAndTheOtherWayRound() {
        PlanRequest request = over(PlanRequest.builder().secrets(Map.of("A", "a-id")).environment(Map.of("C", "plain")));

        assertThat(request.environment()).isEqualTo(Map.of("B", "plain", "C", "plain"));
        assertThat(request.secrets()).isEqualTo(Map.of("A", "a-id", "D", "d-id"));
    }

    @Test
    public void aVariableCannotBeBothInOneStep() {
        assertThat(catchThrowable(() -> PlanRequest.builder().environment(Map.of("A", "x"))
                .secrets(Map.of("A", "a-id")).build())).isInstanceOf(BadSetting.class).hasMessageStartingWith("secrets: A is in environment as well.");
        for (String name : List.of("a-b", "", "1", "IFS", "BUILD_ID", "cloudops_dir")) {
            assertThat(catchThrowable(() -> PlanRequest.builder().secrets(Map.of(name, "id")).build()))
                    .isInstanceOf(BadSetting.class).hasMessageStartingWith("secrets: '" + name + "' cannot be the name");
        }
        assertThat(catchThrowable(() -> PlanRequest.builder().secrets(Map.of("A", " ")).build()))
                .isInstanceOf(BadSetting.class).hasMessageStartingWith("secrets: A has no credentials.");
    }
}
