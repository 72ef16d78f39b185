package io.jenkins.plugins.cloudops.engine.comment;

import java.nio.charset.StandardCharsets;

/** What a forge counts when it limits the length of a comment. */
public enum Unit {
    /** Unicode code points. */
    CHARACTERS {
        @Override
        int count(String text) {
            return text.codePointCount(0, text.length());
        }
    },
    /** Chars of Java and JavaScript: an emoji is two. */
    UTF16 {
        @Override
        int count(String text) {
            return text.length();
        }
    },
    /** Bytes of UTF-8. */
    BYTES {
        @Override
        int count(String text) {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }
    };

    abstract int count(String text);
}
