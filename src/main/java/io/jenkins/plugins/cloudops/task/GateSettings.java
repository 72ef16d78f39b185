package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.engine.terraform.MapText;
import java.util.List;
import java.util.Map;

/** The settings for gates, as steps and freestyle builders that plan or apply have them; all optional. */
public interface GateSettings {

    /** By the word of an action, a number or its digits. */
    Map<String, Object> getLimits();

    List<String> getProtect();

    List<String> getRequiredTags();

    List<String> getForbid();

    /** Why a broken gate stops nothing; null or empty if it does. */
    String getOverride();

    default String getLimitsText() {
        return MapText.render(getLimits());
    }

    default String getProtectText() {
        return String.join("\n", getProtect());
    }

    default String getRequiredTagsText() {
        return String.join("\n", getRequiredTags());
    }

    default String getForbidText() {
        return String.join("\n", getForbid());
    }
}
