package io.hongyan.faults.run;

import io.hongyan.client.ChatOptions;
import io.hongyan.client.connection.ServerAddress;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.client.inbox.Conversation;
import io.hongyan.client.inbox.InboxLimits;
import io.hongyan.faults.oracle.Fact;
import io.hongyan.faults.oracle.Fact.Change;
import io.hongyan.faults.oracle.Reader;
import io.hongyan.faults.schedule.Act;
import io.hongyan.faults.schedule.Afterthought;
import io.hongyan.faults.schedule.Deed;
import io.hongyan.faults.schedule.Device;
import io.hongyan.faults.schedule.Population;
import io.hongyan.faults.schedule.Room;
import io.hongyan.faults.schedule.Schedule;
import io.hongyan.faults.stage.Stage;
import io.hongyan.launcher.issuer.TokenIssuer;
import io.hongyan.proto.client.v1.Ack;
import io.hongyan.proto.push.v1.PushProvider;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** All people of a schedule with their devices. Used by one thread. */
final class Crowd implements AutoCloseable {

    private static final InboxLimits KEEPS_ALL = new InboxLimits(1_000, 100_000, 100_000, 100_000, 50);
    private static final int READY_SECONDS_MAX = 60;
    private static final String APP = "io.hongyan.faults";

    private final MessageNames names;
    private final Connections connections;
    private final ServerAddress address;
    private final TokenIssuer issuer;
    private final BackEnd backEnd;
    private final Journal journal;
    private final Map<Device, Phone> phones = new LinkedHashMap<>();
    private final Set<Device> late = new TreeSet<>(Comparator.comparing(Device::toString));
    private final Map<Room, String> conversations = new LinkedHashMap<>();
    private final Map<Integer, Room> roomOf = new HashMap<>(); // of messages that were sent
    private final Set<Integer> byBackEnd = new HashSet<>();
    private final Retouching retouching;

    private Crowd(
            Schedule schedule,
            Connections connections,
            ServerAddress address,
            TokenIssuer issuer,
            BackEnd backEnd,
            Journal journal) {
        this.names = new MessageNames(schedule);
        this.connections = connections;
        this.address = address;
        this.issuer = issuer;
        this.backEnd = backEnd;
        this.journal = journal;
        this.retouching = new Retouching(journal, this::phoneOf, names::of);
    }

    /** Logs everybody in and makes the groups. */
    static Crowd gather(
            Schedule schedule,
            Connections connections,
            ServerAddress address,
            TokenIssuer issuer,
            BackEnd backEnd,
            Journal journal) {
        Population population = schedule.population();
        var crowd = new Crowd(schedule, connections, address, issuer, backEnd, journal);
        population.rooms().stream().filter(room -> !room.group()).forEach(crowd::pair);
        population.devices().forEach(crowd::open);
        crowd.phones.values().forEach(Crowd::awaitOnline);
        crowd.phones.forEach(Crowd::register);
        crowd.awaitRegistered();
        crowd.phones.values().forEach(Phone::watch);
        population.rooms().stream().filter(Room::group).forEach(crowd::group);
        return crowd;
    }

    private void pair(Room room) {
        String one = room.members().getFirst();
        String other = room.members().getLast();
        String conversation = Conversation.idBetween(one, other);
        conversations.put(room, conversation);
        journal.tell(at -> new Fact.Paired(at, conversation, one, other));
    }

    private void open(Device device) {
        ChatOptions options = ChatOptions.of(address, device.user(), device.name())
                .withHeartbeat(Stage.HEARTBEAT)
                .withInbox(KEEPS_ALL);
        Set<String> partners = new TreeSet<>();
        conversations.keySet().stream()
                .filter(room -> !room.group() && room.members().contains(device.user()))
                .forEach(room -> partners.addAll(room.members()));
        partners.remove(device.user());
        phones.put(
                device,
                new Phone(
                        connections,
                        options,
                        () -> CompletableFuture.completedFuture(issuer.token(device.user())),
                        partners,
                        journal));
    }

    private static void awaitOnline(Phone phone) {
        phone.client()
                .online()
                .toCompletableFuture()
                .orTimeout(READY_SECONDS_MAX, TimeUnit.SECONDS)
                .join();
    }

    private static void register(Device device, Phone phone) {
        phone.register(PushProvider.PUSH_PROVIDER_APNS, APP, token(device));
    }

    /** Alerts may come as soon as a server knows a token, hence nobody writes before all devices are told so. */
    private void awaitRegistered() {
        long begun = System.nanoTime();
        while (!phones.values().stream().allMatch(Phone::isAtRest)
                && System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(READY_SECONDS_MAX)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    /** Some token, the same for a device in every run. */
    private static String token(Device device) {
        try {
            byte[] name = device.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(name));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256.", e);
        }
    }

    private void group(Room room) {
        Phone owner = phoneOf(new Device(room.members().getFirst(), "phone"));
        List<String> others = room.members().subList(1, room.members().size());
        Ack ack = owner.client()
                .createGroup(room.name(), room.name(), others)
                .toCompletableFuture()
                .orTimeout(READY_SECONDS_MAX, TimeUnit.SECONDS)
                .join();
        conversations.put(room, ack.getConversationId());
    }

    /** Does what somebody does now, without waiting for what comes of it. */
    void perform(Act.ByUser todo) {
        switch (todo) {
            case Act.Send(Device device, Room room, int message, boolean cut) -> {
                roomOf.put(message, room);
                phoneOf(device).send(Writing.message(idOf(room), names.of(message)));
                if (cut) {
                    phoneOf(device).client().dropConnection();
                }
            }
            case Act.Resend(Device device, int message) -> {
                if (roomOf.containsKey(
                        message)) { // else whoever was to send it does nothing in this part of the schedule
                    phoneOf(device).sendAgain(Writing.message(conversationOf(message), names.of(message)));
                }
            }
            case Act.Read(Device device, Room room) -> phoneOf(device).read(idOf(room));
            case Act.Recall(Device device, int message) ->
                journal.firstAck(names.of(message)) // else there is no number to name it by
                        .ifPresent(ack -> phoneOf(device)
                                .change(
                                        ack.conversation(),
                                        new Change.Recall(ack.seq()),
                                        app -> app.recall(ack.conversation(), ack.seq())));
            case Act.Drop(Device device) -> phoneOf(device).client().dropConnection();
            case Act.Leave(Device device) -> phoneOf(device).leave();
            case Act.Return(Device device) -> phoneOf(device).comeBack();
            case Deed deed -> perform(deed);
            case Afterthought act -> retouching.perform(act);
        }
    }

    private void perform(Deed deed) {
        switch (deed) {
            case Deed.Add(Device device, Room room, String user) ->
                phoneOf(device)
                        .change(
                                idOf(room),
                                new Change.Add(Set.of(user)),
                                app -> app.addMembers(idOf(room), List.of(user)));
            case Deed.Remove(Device device, Room room, String user) ->
                phoneOf(device)
                        .change(
                                idOf(room),
                                new Change.Remove(Set.of(user)),
                                app -> app.removeMembers(idOf(room), List.of(user)));
            case Deed.Quit(Device device, Room room) ->
                phoneOf(device).change(idOf(room), new Change.Leave(), app -> app.leave(idOf(room)));
            case Deed.Mute(Device device, Room room, boolean on) ->
                phoneOf(device).change(idOf(room), new Change.Mute(on), app -> app.mute(idOf(room), on));
            case Deed.Block(Device device, Room room, boolean on) -> {
                String other = room.members().stream()
                        .filter(user -> !user.equals(device.user()))
                        .findFirst()
                        .orElseThrow();
                phoneOf(device).change(idOf(room), new Change.Block(on), app -> app.block(other, on));
            }
            case Deed.Background(Device device, boolean on) -> phoneOf(device).background(on);
            case Deed.Crash(Device device, Room room, int message) -> {
                roomOf.put(message, room);
                phoneOf(device).send(Writing.message(idOf(room), names.of(message)));
                phoneOf(device).crash();
            }
            case Deed.ByBackEnd(Device device, Room room, int message, boolean silent) -> {
                byBackEnd.add(message);
                backEnd.send(device.user(), idOf(room), names.of(message), silent);
            }
            case Deed.NewDevice(Device device) -> {
                open(device);
                phoneOf(device).watch();
                late.add(device);
            }
            case Deed.Sleep(Device device) -> phoneOf(device).leave();
        }
    }

    Collection<Phone> phones() {
        return phones.values();
    }

    /** Those of devices that were not there from the beginning. */
    List<Phone> latecomers() {
        return late.stream().map(this::phoneOf).toList();
    }

    List<Reader> readers() {
        return phones.values().stream().map(Phone::reader).toList();
    }

    /** Whether every back end has its answers. Phones say it of themselves. */
    boolean isBackEndAtRest() {
        return backEnd.isAtRest();
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
        phones.values().forEach(Phone::end);
    }
}
