package io.hongyan.faults.run;

import io.hongyan.client.ChatOptions;
import io.hongyan.client.connection.ServerAddress;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.client.inbox.Conversation;
import io.hongyan.client.inbox.InboxLimits;
import io.hongyan.faults.oracle.Reader;
import io.hongyan.faults.schedule.Act;
import io.hongyan.faults.schedule.Device;
import io.hongyan.faults.schedule.Population;
import io.hongyan.faults.schedule.Room;
import io.hongyan.faults.stage.Stage;
import io.hongyan.launcher.issuer.TokenIssuer;
import io.hongyan.proto.client.v1.Ack;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** All people of a schedule with their phones. Used by one thread. */
final class Crowd implements AutoCloseable {

    private static final InboxLimits KEEPS_ALL = new InboxLimits(1_000, 100_000, 100_000, 100_000);
    private static final int READY_SECONDS_MAX = 60;

    private final Journal journal;
    private final Map<Device, Phone> phones = new LinkedHashMap<>();
    private final Map<Room, String> conversations = new LinkedHashMap<>();
    private final Map<Integer, Room> roomOf = new HashMap<>();

    private Crowd(Journal journal) {
        this.journal = journal;
    }

    /** Logs everybody in and makes the groups. */
    static Crowd gather(
            Population population,
            Connections connections,
            ServerAddress address,
            TokenIssuer issuer,
            Journal journal) {
        var crowd = new Crowd(journal);
        for (Device device : population.devices()) {
            ChatOptions options = ChatOptions.of(address, device.user(), device.name())
                    .withHeartbeat(Stage.HEARTBEAT)
                    .withInbox(KEEPS_ALL);
            crowd.phones.put(
                    device,
                    new Phone(
                            connections,
                            options,
                            () -> CompletableFuture.completedFuture(issuer.token(device.user())),
                            journal));
        }
        crowd.phones
                .values()
                .forEach(phone -> phone.client()
                        .online()
                        .toCompletableFuture()
                        .orTimeout(READY_SECONDS_MAX, TimeUnit.SECONDS)
                        .join());
        population.rooms().forEach(room -> crowd.conversations.put(room, crowd.conversationOf(room)));
        return crowd;
    }

    private String conversationOf(Room room) {
        String first = room.members().getFirst();
        if (!room.group()) {
            return Conversation.idBetween(first, room.members().getLast());
        }
        Phone owner = phoneOf(new Device(first, "phone"));
        List<String> others = room.members().subList(1, room.members().size());
        Ack ack = owner.client()
                .createGroup(room.name(), room.name(), others)
                .toCompletableFuture()
                .orTimeout(READY_SECONDS_MAX, TimeUnit.SECONDS)
                .join();
        return ack.getConversationId();
    }

    /** Does what somebody does now, without waiting for what comes of it. */
    void perform(Act.ByUser act) {
        Phone phone = phoneOf(act.device());
        switch (act) {
            case Act.Send(Device device, Room room, int message, boolean cut) -> {
                roomOf.put(message, room);
                String conversation = idOf(room);
                journal.sent(device.user(), conversation, contentId(message));
                phone.send(conversation, contentId(message));
                if (cut) {
                    phone.client().dropConnection();
                }
            }
            case Act.Resend(Device _, int message) -> {
                journal.resent();
                phone.send(conversationOf(message), contentId(message));
            }
            case Act.Read(Device _, Room room) -> phone.read(idOf(room));
            case Act.Recall(Device _, int message) ->
                journal.firstAck(contentId(message)) // else there is no number to name it by
                        .ifPresent(ack -> phone.recall(ack.conversation(), ack.seq()));
            case Act.Drop _ -> phone.client().dropConnection();
            case Act.Leave _ -> phone.leave();
            case Act.Return _ -> phone.comeBack();
        }
    }

    Collection<Phone> phones() {
        return phones.values();
    }

    List<Reader> readers() {
        return phones.values().stream().map(Phone::reader).toList();
    }

    /** Who is in each conversation. */
    Map<String, Set<String>> members() {
        Map<String, Set<String>> members = new LinkedHashMap<>();
        conversations.forEach((room, conversation) -> members.put(conversation, Set.copyOf(room.members())));
        return members;
    }

    private static String contentId(int message) {
        return "m" + message;
    }

    private String conversationOf(int message) {
        Room room = roomOf.get(message);
        if (room == null) {
            throw new IllegalStateException("Message %d is sent again before it is sent.".formatted(message));
        }
        return idOf(room);
    }

    private String idOf(Room room) {
        String conversation = conversations.get(room);
        if (conversation == null) {
            throw new IllegalStateException("There is no room " + room);
        }
        return conversation;
    }

    private Phone phoneOf(Device device) {
        Phone phone = phones.get(device);
        if (phone == null) {
            throw new IllegalStateException("There is no device " + device);
        }
        return phone;
    }

    @Override
    public void close() {
        phones.values().forEach(Phone::leave);
    }
}
