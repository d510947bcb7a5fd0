package io.hongyan.history.archive;

/**
 * Of which messages it is kept what they said before they were edited (docs/adr/0023). Who has left a group is shown what they
 * said then, so that in groups it always is; elsewhere it is for audit.
 *
 * @param forAudit whether it is kept where no reader needs it, and told to whoever audits
 */
public record Keeping(boolean forAudit) {

    /** So many versions of a message are kept, the first ones: what it said between the last of them and now is not. */
    public static final int VERSIONS_MAX = 50;

    /** As a service is told to. */
    public static Keeping of(VersionsConfig config) {
        return new Keeping(config.kept());
    }

    /** Whether versions of the messages of a conversation are kept. */
    public boolean isIn(String conversationId) {
        return forAudit || !Ids.isOfTwo(conversationId);
    }
}
