package hudson.model;

/** A job, which has builds. Declared as the type of a parameter only. */
public abstract class Job<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> {

    Job() {
    }
}
