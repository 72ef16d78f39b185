package io.jenkins.plugins.cloudops.incident;

import hudson.FilePath;
import io.jenkins.plugins.cloudops.agent.EditFlagFile;
import io.jenkins.plugins.cloudops.agent.ReadText;
import io.jenkins.plugins.cloudops.engine.incident.FlagFile;
import io.jenkins.plugins.cloudops.engine.incident.IncidentProblem;
import io.jenkins.plugins.cloudops.engine.incident.Touch;
import java.io.IOException;
import java.util.List;

/** A file on a node. */
final class FilePlace extends TargetPlace {

    private final String node;
    private final String path;

    private FilePlace(String node, String path) {
        this.node = node;
        this.path = path;
    }

    /**
     * @param path relative to the current directory, or absolute
     * @throws IncidentProblem if there is no such file
     */
    static FilePlace of(Site site, String path) throws IOException, InterruptedException {
        return new FilePlace(site.node(), find(site.directory().child(path), path).path());
    }

    /** What is in a file of the build. */
    static String text(Site site, String path) throws IOException, InterruptedException {
        return find(site.directory().child(path), path).text();
    }

    private static ReadText.Found find(FilePath file, String path) throws IOException, InterruptedException {
        ReadText.Found found = file.act(new ReadText(FlagFile.MOST));
        switch (found.state()) {
            case MISSING:
                throw IncidentProblem.setting(Messages.FilePlace_missing(path));
            case NO_FILE:
                throw IncidentProblem.setting(Messages.FilePlace_noFile(path));
            case DENIED:
                throw IncidentProblem.setting(Messages.FilePlace_denied(path));
            case TOO_LONG:
                throw IncidentProblem.setting(Messages.FilePlace_tooLong(path, FlagFile.MOST / 1_000_000));
            case NO_TEXT:
                throw IncidentProblem.setting(Messages.FilePlace_noText(path));
            default:
                return found;
        }
    }

    @Override
    String key() {
        return "file:" + node + ":" + path;
    }

    @Override
    public String label() {
        return path;
    }

    @Override
    String node() {
        return node;
    }

    @Override
    boolean isOnNode() {
        return true;
    }

    @Override
    String read(Site site) throws IOException, InterruptedException {
        return find(file(site), path).text();
    }

    @Override
    void trigger(Site site, List<Touch> touches) throws IOException, InterruptedException {
        file(site).act(EditFlagFile.trigger(touches)).orThrow();
    }

    @Override
    List<String> clear(Site site, List<Touch> touches, boolean force) throws IOException, InterruptedException {
        return file(site).act(EditFlagFile.clear(touches, force)).orThrow();
    }

    private FilePath file(Site site) {
        return site.directory().child(path);
    }
}
