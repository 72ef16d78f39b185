package io.jenkins.plugins.cloudops.engine.terraform.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class ResourceAddressTest {

    @Test
    public void saysTheModuleAndTheType() {
        assertThat(ResourceAddress.of("aws_instance.web")).isEqualTo(new ResourceAddress("", "aws_instance"));
        assertThat(ResourceAddress.of("data.aws_ami.linux[0]")).isEqualTo(new ResourceAddress("", "aws_ami"));
        assertThat(ResourceAddress.of("module.shop.aws_instance.web[\"a.b\"]")).isEqualTo(new ResourceAddress("module.shop", "aws_instance"));
        assertThat(ResourceAddress.of("module.a[\"x.y \\\" module.z.\"].module.b[3].data.null_data_source.c"))
                .isEqualTo(new ResourceAddress("module.a[\"x.y \\\" module.z.\"].module.b[3]", "null_data_source"));
    }

    @Test
    public void whatIsNoAddressHasNeither() {
        for (String text : new String[] {"", ".", "web", "module.", "module.a", "module.a.web", "data.", "\"", "a[\"", "\\"}) {
            assertThat(ResourceAddress.of(text).type()).as(text).isEmpty();
        }
        assertThat(ResourceAddress.of("module.a")).isEqualTo(new ResourceAddress("module.a", ""));
    }
}
