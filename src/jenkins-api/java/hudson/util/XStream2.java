package hudson.util;

import com.thoughtworks.xstream.XStream;

/**
 * Jenkins's way of writing objects as XML. Declared as a type. As in Jenkins, what may be read back
 * is listed: our classes and those of the declarations, and plain values.
 */
public class XStream2 extends XStream {

    public XStream2() {
        allowTypesByWildcard(new String[] {"io.jenkins.plugins.cloudops.**", "hudson.**", "jenkins.**", "org.jenkinsci.plugins.**"});
    }
}
