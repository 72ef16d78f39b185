package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.engine.terraform.MapText;
import java.util.Map;
import net.sf.json.JSONObject;

/** The text of a form that is bound by hand. */
public final class SyncForm {

    private SyncForm() {
    }

    /**
     * Takes the map out of a form, so that the rest can be bound.
     *
     * @throws io.jenkins.plugins.cloudops.engine.terraform.BadSetting if it cannot be read
     */
    public static Map<String, Object> takeMap(JSONObject form) {
        return MapText.parse("map", StackForm.take(form, "map"));
    }
}
