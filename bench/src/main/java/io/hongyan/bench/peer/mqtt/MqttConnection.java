package io.hongyan.bench.peer.mqtt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.hongyan.bench.peer.PeerConnection;
import io.hongyan.bench.peer.Sockets;
import io.hongyan.bench.peer.WireBytes;
import io.hongyan.client.connection.Traffic;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.util.ReferenceCountUtil;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection of one user, whose session outlives it: logs in by itself, subscribes to one filter unless it has, and acknowledges what
 * it is sent. Everything happens on its event loop.
 */
final class MqttConnection extends ChannelInboundHandlerAdapter implements PeerConnection {

    private static final int MESSAGE_BYTES_MAX = 65_536;
    private static final int KEEP_ALIVE_SECONDS = 300;
    private static final int PACKET_ID_MAX = 65_535;

    /** As long as our own client waits. */
    private static final long LOGIN_SECONDS_MAX = 60;

    private final String user;
    private final String filter;
    private final Listener listener;
    private final WireBytes bytes = new WireBytes();
    private final Map<Integer, Long> unacknowledged = new HashMap<>();
    private int packetId;
    private volatile boolean in;
    private volatile boolean left;
    private volatile @Nullable Channel channel;

    /** Who is told. Called on the event loop. */
    interface Listener extends PeerConnection.Listener {

        /** A message came. */
        void came(String topic, String text);

        /** The server has taken a message that was due at that time. */
        default void acknowledged(long due) {}
    }

    private MqttConnection(String user, String filter, Listener listener) {
        this.user = user;
        this.filter = filter;
        this.listener = listener;
    }

    /** Opens one, and begins to log in. */
    static MqttConnection open(Sockets sockets, String user, String filter, Listener listener) {
        var connection = new MqttConnection(user, filter, listener);
        sockets.open(() -> new ChannelHandler[] {
                    connection.bytes, new MqttDecoder(MESSAGE_BYTES_MAX), MqttEncoder.INSTANCE, connection
                })
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        listener.closed(String.valueOf(done.cause()));
                    }
                });
        sockets.loop().schedule(connection::giveUp, LOGIN_SECONDS_MAX, TimeUnit.SECONDS);
        return connection;
    }

    /** A server whose backlog is full may never hear of a connection that is open here. */
    private void giveUp() {
        Channel open = channel;
        if (!in && open != null && !left) {
            left = true;
            open.close();
            listener.closed("not in after %d s".formatted(LOGIN_SECONDS_MAX));
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        if (left) {
            context.close();
            return;
        }
        context.writeAndFlush(MqttMessageBuilders.connect()
                .protocolVersion(MqttVersion.MQTT_3_1_1)
                .clientId(user)
                .cleanSession(false)
                .keepAlive(KEEP_ALIVE_SECONDS)
                .build());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object received) {
        var message = (MqttMessage) received;
        try {
            if (message.decoderResult().isFailure()) {
                fail(context, "no MQTT: " + message.decoderResult().cause());
                return;
            }
            switch (message.fixedHeader().messageType()) {
                case CONNACK -> connected(context, (MqttConnAckMessage) message);
                case SUBACK -> welcome();
                case PUBACK -> acknowledged((MqttMessageIdVariableHeader) message.variableHeader());
                case PUBLISH -> came(context, (MqttPublishMessage) message);
                default -> {} // the answer to a ping
            }
        } finally {
            ReferenceCountUtil.release(received);
        }
    }

    private void connected(ChannelHandlerContext context, MqttConnAckMessage answer) {
        if (answer.variableHeader().connectReturnCode() != MqttConnectReturnCode.CONNECTION_ACCEPTED) {
            fail(context, "the login was refused: " + answer.variableHeader().connectReturnCode());
        } else if (answer.variableHeader().isSessionPresent()) {
            welcome();
        } else {
            context.writeAndFlush(MqttMessageBuilders.subscribe()
                    .messageId(nextPacketId())
                    .addSubscription(MqttQoS.AT_LEAST_ONCE, filter)
                    .build());
        }
    }

    private void welcome() {
        in = true;
        listener.in();
    }

    private void acknowledged(MqttMessageIdVariableHeader header) {
        Long due = unacknowledged.remove(header.messageId());
        if (due != null) {
            listener.acknowledged(due);
        }
    }

    private void came(ChannelHandlerContext context, MqttPublishMessage message) {
        context.writeAndFlush(MqttMessageBuilders.pubAck()
                .packetId(message.variableHeader().packetId())
                .build());
        listener.came(message.variableHeader().topicName(), message.payload().toString(US_ASCII));
    }

    /** Sends a message that was due at that time, at least once. */
    void send(String topic, String text, long due) {
        Channel open = channel;
        if (open != null) {
            open.eventLoop().execute(() -> {
                int id = nextPacketId();
                unacknowledged.put(id, due);
                open.writeAndFlush(MqttMessageBuilders.publish()
                        .topicName(topic)
                        .qos(MqttQoS.AT_LEAST_ONCE)
                        .messageId(id)
                        .payload(open.alloc().buffer(text.length()).writeBytes(text.getBytes(US_ASCII)))
                        .build());
            });
        }
    }

    private int nextPacketId() {
        packetId = packetId % PACKET_ID_MAX + 1;
        return packetId;
    }

    @Override
    public void beat() {
        Channel open = channel;
        if (open != null) {
            open.writeAndFlush(MqttMessage.PINGREQ);
        }
    }

    Traffic traffic() {
        return bytes.traffic();
    }

    @Override
    public boolean isOpen() {
        Channel open = channel;
        return in && open != null && open.isActive();
    }

    @Override
    public void close() {
        left = true;
        Channel open = channel;
        if (open != null) {
            open.close();
        }
    }

    /** Leaves as soon as what was said before, acknowledgements above all, is written. */
    void closeWhenWritten() {
        Channel open = channel;
        if (open != null) {
            open.eventLoop().execute(() -> {
                left = true;
                open.writeAndFlush(MqttMessage.DISCONNECT).addListener(_ -> open.close());
            });
        }
    }

    private void fail(ChannelHandlerContext context, String why) {
        if (!left) {
            left = true;
            listener.closed(why);
        }
        context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!left) {
            left = true;
            listener.closed("closed by the server");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(context, cause.toString());
    }
}
