package io.jenkins.plugins.cloudops.forge;

/** The publisher for each kind of forge. */
final class Publishers {

    private Publishers() {
    }

    static CommentPublisher of(ForgeHttp http, PullRequest pull) {
        return switch (pull.kind()) {
            case GITHUB -> new GitHub(http, pull);
            case GITLAB -> new GitLab(http, pull);
            case BITBUCKET_CLOUD -> new BitbucketCloud(http, pull);
            case BITBUCKET_DATA_CENTER -> new BitbucketDataCenter(http, pull);
            case GITEA -> new Gitea(http, pull);
        };
    }
}
