package hudson;

import com.thoughtworks.xstream.XStream;
import com.thoughtworks.xstream.XStreamException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** An object in an XML file. Declared: reading, writing and deleting it. */
public final class XmlFile {

    private final XStream xstream;
    private final File file;

    public XmlFile(XStream xstream, File file) {
        this.xstream = xstream;
        this.file = file;
    }

    public boolean exists() {
        return file.exists();
    }

    public Object read() throws IOException {
        return unmarshal(null);
    }

    /** Reads into an object that is there already. */
    public Object unmarshal(Object target) throws IOException {
        String xml = Files.readString(file.toPath(), StandardCharsets.UTF_8);
        try {
            return xstream.fromXML(xml.substring(xml.indexOf("?>") + 2), target);
        } catch (XStreamException | StringIndexOutOfBoundsException e) {
            throw new IOException("Unable to read " + file, e);
        }
    }

    public void write(Object object) throws IOException {
        Path path = file.toPath();
        Files.createDirectories(path.getParent());
        Path written = Files.createTempFile(path.getParent(), "atomic", "tmp");
        Files.writeString(written, "<?xml version='1.1' encoding='UTF-8'?>\n" + xstream.toXML(object), StandardCharsets.UTF_8);
        Files.move(written, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    public void delete() throws IOException {
        Files.deleteIfExists(file.toPath());
    }
}
