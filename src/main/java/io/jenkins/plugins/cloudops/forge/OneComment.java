package io.jenkins.plugins.cloudops.forge;

import io.jenkins.plugins.cloudops.engine.comment.Marker;
import io.jenkins.plugins.cloudops.forge.ForgeException.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Puts one comment, of one part or more, on a pull request, in the place of what an earlier build had there.
 *
 * <p>Only comments of our own are touched: those that begin with the {@link Marker} and were written with these
 * credentials. Whoever made a comment looks again: if somebody else made one at the same time, say another controller, both
 * sides keep the one that was first. A comment of a later build is never overwritten.
 *
 * <p>One at a time for each comment; see {@link CommentLocks}.
 */
final class OneComment {

    private final CommentPublisher publisher;
    private final Marker marker;
    private final CommentMode mode;
    private String me;
    private boolean created;
    private boolean changed;

    OneComment(CommentPublisher publisher, Marker marker, CommentMode mode) {
        this.publisher = publisher;
        this.marker = marker;
        this.mode = mode;
    }

    /** @param parts texts, each with its marker in the first line; at least one */
    Published publish(List<String> parts) throws IOException, InterruptedException {
        if (mode == CommentMode.NEW) {
            return new Published(Published.Outcome.CREATED, createAll(parts).get(0).url());
        }
        me = publisher.me();
        List<Own> before = own();
        for (Own own : before) {
            if (own.marker().newerThan(marker)) {
                return new Published(Published.Outcome.OUTDATED, own.comment().url());
            }
        }
        if (mode == CommentMode.REPLACE) {
            String url = createAll(parts).get(0).url();
            for (Own own : before) {
                delete(own.comment());
            }
            return new Published(Published.Outcome.CREATED, url);
        }
        String url = update(parts, before);
        return new Published(created && !changed ? Published.Outcome.CREATED
                : changed || created ? Published.Outcome.UPDATED : Published.Outcome.UNCHANGED, url);
    }

    private List<Comment> createAll(List<String> parts) throws IOException, InterruptedException {
        List<Comment> comments = new ArrayList<>();
        for (String part : parts) {
            comments.add(create(part));
        }
        return comments;
    }

    private String update(List<String> parts, List<Own> before) throws IOException, InterruptedException {
        List<Comment> shown = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            List<Own> same = ofPart(before, i + 1);
            shown.add(same.isEmpty() ? create(parts.get(i)) : changed(same.get(0), parts.get(i)));
            for (Own twin : same.subList(Math.min(1, same.size()), same.size())) {
                delete(twin.comment());
            }
        }
        for (Own own : before) {
            if (own.marker().part() > parts.size()) {
                delete(own.comment());
                changed = true;
            }
        }
        return created ? foldTwins(parts, shown) : shown.get(0).url();
    }

    /** After making some: keeps the first of each part. */
    private String foldTwins(List<String> parts, List<Comment> shown) throws IOException, InterruptedException {
        List<Own> now = own();
        for (int i = 0; i < parts.size(); i++) {
            List<Own> same = ofPart(now, i + 1);
            Comment ours = shown.get(i);
            if (same.size() < 2 || same.get(0).comment().id() == ours.id()) {
                continue;
            }
            Own first = same.get(0);
            Optional<Own> later = same.stream().filter(own -> own.marker().newerThan(marker)).findFirst();
            shown.set(i, later.isPresent() ? later.get().comment() : changed(first, parts.get(i)));
            delete(ours);
        }
        return shown.get(0).url();
    }

    private Comment changed(Own own, String text) throws IOException, InterruptedException {
        if (sameText(own.comment().text(), text)) {
            return own.comment();
        }
        changed = true;
        try {
            return publisher.update(own.comment(), text);
        } catch (ForgeException e) {
            if (e.reason() == Reason.MISSING) {
                // Somebody has deleted it meanwhile.
                return create(text);
            }
            Comment again = e.reason() == Reason.REFUSED ? again(own.comment()) : null;
            if (again == null || again.version().equals(own.comment().version())) {
                throw e;
            }
            return publisher.update(again, text);
        }
    }

    /** The same comment as it is now, null if it is gone. */
    private Comment again(Comment comment) throws IOException, InterruptedException {
        return publisher.comments().stream().filter(other -> other.id() == comment.id()).findFirst().orElse(null);
    }

    /** A forge that did not answer may have done it all the same. */
    private Comment create(String text) throws IOException, InterruptedException {
        Comment comment;
        try {
            comment = publisher.create(text);
        } catch (ForgeException e) {
            if (e.reason() != Reason.UNANSWERED) {
                throw e;
            }
            Optional<Marker> made = Marker.parse(text);
            Optional<Comment> found = publisher.comments().stream()
                    .filter(other -> isMine(other) && made.isPresent() && Marker.parse(other.text()).equals(made))
                    .reduce((earlier, later) -> later);
            comment = found.isPresent() ? found.get() : publisher.create(text);
        }
        created = true;
        if (me == null || me.isEmpty()) {
            // A forge that does not tell whose credentials these are shows it in what they wrote.
            me = comment.author();
        }
        return comment;
    }

    private void delete(Comment comment) throws IOException, InterruptedException {
        try {
            publisher.delete(comment);
        } catch (ForgeException e) {
            if (e.reason() != Reason.MISSING) {
                throw e;
            }
        }
    }

    private List<Own> own() throws IOException, InterruptedException {
        List<Own> own = new ArrayList<>();
        if (me == null || me.isEmpty()) {
            return own;
        }
        for (Comment comment : publisher.comments()) {
            Optional<Marker> found = Marker.parse(comment.text());
            if (isMine(comment) && found.isPresent() && isOfTheStack(found.get())) {
                own.add(new Own(comment, found.get()));
            }
        }
        own.sort(Comparator.comparingLong(one -> one.comment().id()));
        return meant(own);
    }

    /**
     * A plan that fails early does not know its Terraform workspace: it takes the comment of the only one that there is, and
     * gives it back to the next that knows.
     */
    private List<Own> meant(List<Own> ofTheStack) {
        List<Own> same = ofTheStack.stream().filter(own -> own.marker().sameComment(marker)).toList();
        if (marker.stack().isEmpty()) {
            return same;
        }
        if (marker.workspace().isEmpty()) {
            long workspaces = ofTheStack.stream().map(own -> own.marker().workspace()).filter(name -> !name.isEmpty()).distinct().count();
            return workspaces <= 1 ? ofTheStack : same;
        }
        return same.isEmpty() ? ofTheStack.stream().filter(own -> own.marker().workspace().isEmpty()).toList() : same;
    }

    private boolean isOfTheStack(Marker other) {
        boolean ofThisBuild = other.started() == marker.started() && other.build() == marker.build();
        return other.job().equals(marker.job()) && other.stack().equals(marker.stack()) && (mode != CommentMode.OWN || ofThisBuild);
    }

    private boolean isMine(Comment comment) {
        return me == null || me.isEmpty() || comment.author().equals(me);
    }

    private static List<Own> ofPart(List<Own> all, int part) {
        return all.stream().filter(own -> own.marker().part() == part).toList();
    }

    /** Forges change the ends of lines and of texts. */
    private static boolean sameText(String one, String other) {
        return one.replace("\r\n", "\n").strip().equals(other.replace("\r\n", "\n").strip());
    }

    /** A comment of ours, and what its marker says. */
    private record Own(Comment comment, Marker marker) {
    }
}
