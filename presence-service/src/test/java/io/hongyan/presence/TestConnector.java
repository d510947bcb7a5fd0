package io.hongyan.presence;

import static org.awaitility.Awaitility.await;

import io.hongyan.eventlog.Topics;
import io.hongyan.proto.presence.v1.AcquireSlotRequest;
import io.hongyan.proto.presence.v1.AwaitSessionRequest;
import io.hongyan.proto.presence.v1.ReleaseSlotRequest;
import io.hongyan.proto.presence.v1.RenewSlotRequest;
import io.hongyan.proto.presence.v1.RenewSlotResponse;
import io.hongyan.proto.sessions.v1.SessionRecord;
import io.hongyan.proto.sessions.v1.SessionState;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What a connector is to presence: it holds a slot, renews it, and says what becomes of its sessions. */
public final class TestConnector implements AutoCloseable {

    private final Doors doors;
    private final TestLog log;
    private final String bootId = UUID.randomUUID().toString();
    private final int slot;
    private final ScheduledExecutorService renewals = Executors.newSingleThreadScheduledExecutor();

    /** Takes a slot and keeps it. */
    public TestConnector(Doors doors, TestLog log) {
        this.doors = doors;
        this.log = log;
        slot = doors.slots()
                .acquireSlot(AcquireSlotRequest.newBuilder()
                        .setBootId(bootId)
                        .setHolder("test")
                        .build())
                .getSlot();
        int period = PresenceTestProfile.LEASE_MS / 3;
        renewals.scheduleAtFixedRate(this::renewQuietly, period, period, TimeUnit.MILLISECONDS);
    }

    /** Its slot. */
    public int slot() {
        return slot;
    }

    /** Its life. */
    public String bootId() {
        return bootId;
    }

    /** Renews the lease now. */
    public RenewSlotResponse renew() {
        return doors.slots()
                .renewSlot(RenewSlotRequest.newBuilder()
                        .setSlot(slot)
                        .setBootId(bootId)
                        .build());
    }

    /** Says something of a session, and does not wait until it is known. */
    public SessionRecord say(String userId, String sessionId, long version, SessionState state) {
        SessionRecord record = record(userId, sessionId, version, state);
        log.write(Topics.SESSIONS, userId, record);
        return record;
    }

    /** Says that a session is open, and waits until it can be located, on a busy machine for longer than a caller would. */
    public void open(String userId, String sessionId, long version, SessionState state) {
        say(userId, sessionId, version, state);
        await().atMost(Duration.ofSeconds(15))
                .pollDelay(Duration.ZERO)
                .ignoreExceptions()
                .until(() -> awaitSession(userId, sessionId, version));
    }

    /** Waits for a session as long as the service lets a caller wait. */
    public boolean awaitSession(String userId, String sessionId, long version) {
        doors.presence()
                .awaitSession(AwaitSessionRequest.newBuilder()
                        .setUserId(userId)
                        .setSessionId(sessionId)
                        .setVersion(version)
                        .build());
        return true;
    }

    /** What it says of a session. */
    public SessionRecord record(String userId, String sessionId, long version, SessionState state) {
        return SessionRecord.newBuilder()
                .setUserId(userId)
                .setDeviceId("device-" + sessionId)
                .setSessionId(sessionId)
                .setSlot(slot)
                .setBootId(bootId)
                .setVersion(version)
                .setTimeMs(System.currentTimeMillis())
                .setState(state)
                .build();
    }

    /** Dies without a word: nobody renews its slot any more. */
    public void kill() {
        renewals.close(); // lets a renewal that is under way come to its end
    }

    /** Stops in order: the slot is given back. */
    public void release() {
        kill();
        doors.slots()
                .releaseSlot(ReleaseSlotRequest.newBuilder()
                        .setSlot(slot)
                        .setBootId(bootId)
                        .build());
    }

    @Override
    public void close() {
        release();
    }

    private void renewQuietly() {
        try {
            renew();
        } catch (RuntimeException e) {
            // Redis is away, or the lease is lost: what a test wants to see, it looks at itself.
        }
    }
}
