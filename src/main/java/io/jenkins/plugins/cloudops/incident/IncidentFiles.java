package io.jenkins.plugins.cloudops.incident;

import hudson.XmlFile;
import hudson.model.Run;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;

/** Incidents as XML files of a directory: {@code cloudops-pipeline/incidents} of the Jenkins home, or a build's. */
final class IncidentFiles {

    private static final Logger LOGGER = Logger.getLogger(IncidentFiles.class.getName());
    private static final Pattern ID = Pattern.compile("[0-9a-f]{1,40}");

    private final File directory;
    /** Empty for those of all jobs. */
    private final String job;

    private IncidentFiles(File directory, String job) {
        this.directory = directory;
        this.job = job;
    }

    /** Those that are not cleared yet. */
    static IncidentFiles going() {
        return new IncidentFiles(new File(Jenkins.get().getRootDir(), "cloudops-pipeline/incidents"), "");
    }

    /** Those of a build that are over. */
    static IncidentFiles of(Run<?, ?> build) {
        return new IncidentFiles(new File(build.getRootDir(), "cloudops/incidents"), build.getParent().getFullName());
    }

    boolean isEmpty() {
        return !directory.isDirectory();
    }

    void save(Incident incident) throws IOException {
        synchronized (incident) {
            file(incident.id()).write(incident);
        }
    }

    void delete(String id) throws IOException {
        file(id).delete();
    }

    /** Null if there is none, or it cannot be read. */
    Incident get(String id) {
        return ID.matcher(id).matches() && file(id).exists() ? read(new File(directory, id + ".xml")) : null;
    }

    /** By the time when they began. One that cannot be read is left out and named in Jenkins's log. */
    List<Incident> list() {
        List<Incident> all = new ArrayList<>();
        File[] files = directory.listFiles((where, name) -> name.endsWith(".xml"));
        for (File file : files == null ? new File[0] : files) {
            Incident incident = read(file);
            if (incident != null) {
                all.add(incident);
            }
        }
        all.sort(Comparator.comparingLong(Incident::inForceSince).thenComparing(Incident::id));
        return all;
    }

    private Incident read(File file) {
        try {
            Incident incident = (Incident) new XmlFile(Jenkins.XSTREAM2, file).read();
            if (!job.isEmpty() && !job.equals(incident.job())) {
                // Renamed since; the files of a build go with it.
                incident.moved(job);
            }
            return incident;
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.SEVERE, "Cannot read the incident in " + file + "; what it changed has to be restored by hand", e);
            return null;
        }
    }

    private XmlFile file(String id) {
        return new XmlFile(Jenkins.XSTREAM2, new File(directory, id + ".xml"));
    }
}
