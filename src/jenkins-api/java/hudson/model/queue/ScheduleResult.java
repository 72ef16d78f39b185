package hudson.model.queue;

/** What came of putting something into the queue. Declared as a type. */
public class ScheduleResult {
}
