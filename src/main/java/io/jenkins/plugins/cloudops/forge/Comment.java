package io.jenkins.plugins.cloudops.forge;

/**
 * A comment as a forge has it.
 *
 * @param id by which the forge names it; later ones have greater ones
 * @param author by which the forge names who wrote it; compared only with {@link CommentPublisher#me()}
 * @param text as it was written
 * @param version what the forge wants to be told when it is changed, or empty
 * @param url for people; empty if the forge does not say
 */
record Comment(long id, String author, String text, String version, String url) {
}
