package io.jenkins.plugins.cloudops.config;

import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import java.util.regex.Pattern;

/**
 * A pattern for folders and the jobs in them, held against full names without regard to case, as Jenkins finds them:
 * {@code *} stands for any characters of one name, a name {@code **} for any number of names, also none.
 */
final class FolderPattern {

    private static final Pattern NAMES = Pattern.compile("[^/?<>\\p{Cntrl}]+(/[^/?<>\\p{Cntrl}]+)*");
    private static final String ANY_NUMBER = "**";

    private final Pattern pattern;

    private FolderPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /** @throws BadSetting if there can be no such name */
    static FolderPattern of(String text) {
        String names = text.replaceAll("^/+|/+$", "");
        if (!NAMES.matcher(names).matches()) {
            throw new BadSetting(Messages.FolderPattern_name(text));
        }
        StringBuilder regex = new StringBuilder();
        String[] all = names.split("/");
        for (int i = 0; i < all.length; i++) {
            boolean last = i == all.length - 1;
            if (all[i].equals(ANY_NUMBER)) {
                regex.append(last ? ".+" : "(?:[^/]+/)*");
            } else if (all[i].contains(ANY_NUMBER)) {
                throw new BadSetting(Messages.FolderPattern_name(text));
            } else {
                regex.append("\\Q").append(all[i].replace("\\E", "").replace("*", "\\E[^/]*\\Q")).append("\\E").append(last ? "" : "/");
            }
        }
        return new FolderPattern(Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }

    /** Whether it is the job with this full name, or a folder that the job is in, however deep. */
    boolean matches(String job) {
        for (int end = job.length(); end > 0; end = job.lastIndexOf('/', end - 1)) {
            if (pattern.matcher(job.substring(0, end)).matches()) {
                return true;
            }
        }
        return false;
    }
}
