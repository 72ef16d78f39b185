package hudson.model;

import hudson.EnvVars;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A job, which has builds. Declared: where it is, its name and properties, its builds. */
public abstract class Job<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> implements Item {

    /** Only here: all folders that were ever named. */
    private static final Map<String, ItemGroup<Item>> FOLDERS = new ConcurrentHashMap<>();

    private final Map<Class<?>, JobProperty<?>> properties = new ConcurrentHashMap<>();
    private String fullName = "job";
    private File builds;

    Job() {
    }

    /** Only here: says where it is. */
    void name(String name) {
        fullName = name;
    }

    /** Only here: where its builds are. */
    void builds(File directory) {
        builds = directory;
    }

    /** Only here: where its builds are, or else in the other directory. */
    public File buildsOr(File otherwise) {
        return builds == null ? otherwise : builds;
    }

    @Override
    public String getFullName() {
        return fullName;
    }

    @Override
    public String getUrl() {
        return "job/" + fullName.replace("/", "/job/") + "/";
    }

    /** Here the same one for all jobs with the same beginning of their names. */
    @Override
    public ItemGroup<? extends Item> getParent() {
        String parent = fullName.contains("/") ? fullName.substring(0, fullName.lastIndexOf('/')) : "";
        return FOLDERS.computeIfAbsent(parent, name -> () -> name);
    }

    /** Null if there is none; here those of any job with its name. */
    @SuppressWarnings("unchecked")
    public RunT getBuildByNumber(int number) {
        return (RunT) Run.fromExternalizableId(fullName + "#" + number);
    }

    /** Variables of every build of it. Here none. */
    public EnvVars getEnvironment(Node node, TaskListener listener) throws IOException, InterruptedException {
        return new EnvVars();
    }

    public void addProperty(JobProperty<? super JobT> property) {
        properties.put(property.getClass(), property);
    }

    /** Null if it has none of this kind. */
    @SuppressWarnings("rawtypes")
    public <T extends JobProperty> T getProperty(Class<T> type) {
        return type.cast(properties.get(type));
    }
}
