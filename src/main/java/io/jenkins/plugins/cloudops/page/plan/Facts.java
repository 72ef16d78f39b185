package io.jenkins.plugins.cloudops.page.plan;

import hudson.Util;
import io.jenkins.plugins.cloudops.store.StoredApply;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Where and with what something was planned or applied, how long it took, and by which plan file: a line for people. */
@Restricted(NoExternalUse.class)
public final class Facts {

    private static final int SHORT_DIGEST = 12;

    private Facts() {
    }

    /**
     * @param duration milliseconds; 0 while it is running
     * @param digest of the plan file, empty if there is none
     */
    public static String line(StoredApply.Place place, long duration, String digest) {
        List<String> facts = new ArrayList<>(List.of(Messages.Facts_stack(place.stack())));
        if (!place.workspace().isEmpty()) {
            facts.add(Messages.Facts_workspace(place.workspace()));
        }
        if (!place.toolVersion().isEmpty()) {
            facts.add(place.tool() + " " + place.toolVersion());
        }
        if (duration > 0) {
            facts.add(Messages.Facts_time(Util.getTimeSpanString(duration)));
        }
        if (!digest.isEmpty()) {
            facts.add(Messages.Facts_planFile(digest.substring(0, SHORT_DIGEST)));
        }
        return String.join(", ", facts);
    }
}
