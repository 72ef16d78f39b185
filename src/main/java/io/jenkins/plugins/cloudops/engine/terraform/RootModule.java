package io.jenkins.plugins.cloudops.engine.terraform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The directory of a stack, found and looked at before anything runs in it. */
public final class RootModule {

    private static final List<String> ENDINGS = List.of(".tf", ".tf.json", ".tofu", ".tofu.json");
    private static final long LARGEST_READ = 4L << 20;

    private final String name;
    private final Path directory;

    private RootModule(String name, Path directory) {
        this.name = name;
        this.directory = directory;
    }

    /**
     * Finds a stack below the agent workspace.
     *
     * @param workspace the agent workspace
     * @param current the current directory of the step, to which the stack is relative
     * @throws BadSetting if there is no such directory, it lies elsewhere (symbolic links are
     *     followed first), or it holds no configuration
     */
    public static RootModule find(Path workspace, Path current, String stack) throws IOException {
        Path named;
        try {
            named = current.resolve(stack);
        } catch (InvalidPathException e) {
            throw new BadSetting(Messages.RootModule_missing(stack, current));
        }
        if (!Files.exists(named)) {
            throw new BadSetting(Messages.RootModule_missing(stack, current));
        }
        Path real = named.toRealPath();
        // Jenkins makes the agent workspace when it is first written to.
        if (!Files.exists(workspace) || !real.startsWith(workspace.toRealPath())) {
            throw new BadSetting(Messages.RootModule_outside(stack, real, workspace));
        }
        if (!Files.isDirectory(real)) {
            throw new BadSetting(Messages.RootModule_notADirectory(stack));
        }
        RootModule module = new RootModule(stack, real);
        if (module.configuration().isEmpty()) {
            throw new BadSetting(Messages.RootModule_empty(stack));
        }
        return module;
    }

    /** The absolute path of the stack, without symbolic links. */
    public Path directory() {
        return directory;
    }

    /**
     * Checks that files which a request names are there and can be read.
     *
     * @throws BadSetting naming the first that is not
     */
    public void requireFiles(String setting, List<String> files) {
        for (String file : files) {
            Path path = directory.resolve(file);
            if (!Files.isRegularFile(path)) {
                throw new BadSetting(Messages.RootModule_noFile(setting, file, path));
            }
            if (!Files.isReadable(path)) {
                throw new BadSetting(Messages.RootModule_unreadableFile(setting, file, path));
            }
        }
    }

    /**
     * Refuses backends whose runs happen elsewhere, as far as the configuration shows them.
     *
     * @throws BadSetting for {@code backend "remote"} and for a {@code cloud} block
     */
    public void requireSupportedBackend() throws IOException {
        for (Path file : configuration()) {
            if (Files.size(file) <= LARGEST_READ) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                refuse(file.toString().endsWith(".json") ? BackendBlocks.inJson(text) : BackendBlocks.inHcl(text));
            }
        }
    }

    /**
     * The backend that {@code init} recorded, {@code local} if it recorded none.
     *
     * @param dataDirectory the value of {@code TF_DATA_DIR}, or empty
     * @throws BadSetting if it is not supported
     */
    public String recordedBackend(String dataDirectory) throws IOException {
        Path record = directory.resolve(dataDirectory.isEmpty() ? ".terraform" : dataDirectory).resolve("terraform.tfstate");
        if (!Files.isRegularFile(record)) {
            return "local";
        }
        List<String> types = BackendBlocks.inRecord(Files.readString(record));
        refuse(types);
        return types.isEmpty() ? "local" : types.get(0);
    }

    private void refuse(List<String> backends) {
        for (String backend : backends) {
            if (backend.equals("remote") || backend.equals("cloud")) {
                throw new BadSetting(Messages.RootModule_backend(name,
                        backend.equals("cloud") ? "a cloud block" : "the backend \"remote\""));
            }
        }
    }

    /** The digest of what {@code init} depends on, or empty if that cannot be told. */
    public String initDigest(PlanRequest request) {
        return InitDigest.of(directory, request);
    }

    private List<Path> configuration() throws IOException {
        return configurationIn(directory);
    }

    static List<Path> configurationIn(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return new ArrayList<>(entries
                    // Terraform leaves hidden files out too.
                    .filter(path -> !path.getFileName().toString().startsWith("."))
                    .filter(path -> ENDINGS.stream().anyMatch(path.getFileName().toString()::endsWith))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList());
        }
    }
}
