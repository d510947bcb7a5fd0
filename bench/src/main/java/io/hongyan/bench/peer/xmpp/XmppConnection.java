package io.hongyan.bench.peer.xmpp;

import io.hongyan.bench.peer.PeerConnection;
import io.hongyan.bench.peer.Sockets;
import io.hongyan.bench.peer.WireBytes;
import io.hongyan.bench.peer.xmpp.Login.Phase;
import io.hongyan.bench.peer.xmpp.Login.Step;
import io.hongyan.client.connection.Traffic;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** One connection of one user: logs in by itself, then hands on what comes. Everything happens on its event loop. */
final class XmppConnection extends ChannelInboundHandlerAdapter implements PeerConnection {

    /** One for each thread, and there is one thread: bytes are out of it before the next come. */
    private static final ThreadLocal<byte[]> SCRATCH = ThreadLocal.withInitial(() -> new byte[65_536]);

    private static final long MASK = 0xFFFF_FFFFL;

    /** As long as our own client waits. */
    private static final long LOGIN_SECONDS_MAX = 60;

    private final Identity who;
    private final Listener listener;
    private final WireBytes bytes = new WireBytes();
    private final Unacknowledged unacknowledged = new Unacknowledged();
    private @Nullable ElementReader reader = new ElementReader();
    private Phase phase = Phase.FEATURES;
    private long handled;
    private volatile @Nullable Channel channel;
    private volatile boolean left;

    /** Who is told. Called on the event loop. */
    interface Listener extends PeerConnection.Listener {

        /** A stanza came after that. */
        void came(Element stanza);

        /** The server has acknowledged a message that was due at that time. */
        default void acknowledged(long due) {}
    }

    private XmppConnection(Identity who, Listener listener) {
        this.who = who;
        this.listener = listener;
    }

    /** Opens one, and begins to log in. */
    static XmppConnection open(Sockets sockets, Identity who, Listener listener) {
        var connection = new XmppConnection(who, listener);
        sockets.open(() -> new ChannelHandler[] {connection.bytes, connection}).addListener(done -> {
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
        if (phase != Phase.IN && open != null && !left) {
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
        } else {
            write(context.channel(), Login.open());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var received = (ByteBuf) message;
        try {
            byte[] scratch = SCRATCH.get();
            while (received.isReadable() && reader != null) {
                int length = Math.min(scratch.length, received.readableBytes());
                received.readBytes(scratch, 0, length);
                read(context, reader, scratch, length);
            }
        } catch (XMLStreamException e) {
            fail(context, "no XML: " + e.getMessage());
        } finally {
            received.release();
        }
    }

    private void read(ChannelHandlerContext context, ElementReader from, byte[] scratch, int length)
            throws XMLStreamException {
        from.read(scratch, 0, length, element -> on(context, element));
    }

    private void on(ChannelHandlerContext context, Element element) {
        if (phase != Phase.IN) {
            logIn(context, element);
        } else {
            switch (element.name()) {
                case "a" ->
                    unacknowledged.acknowledged(
                            Long.parseLong(element.attribute("h")), (LongConsumer) listener::acknowledged);
                case "r" -> write(context.channel(), Stanzas.answer(handled & MASK));
                case "error" -> fail(context, "the stream's error: " + element.children());
                default -> {
                    handled++;
                    listener.came(element);
                }
            }
        }
    }

    private void logIn(ChannelHandlerContext context, Element element) {
        if (phase == Phase.PRESENCE && element.isStanza()) {
            handled++; // from here on the server counts
        }
        if (phase == Phase.PRESENCE && element.name().equals("r")) {
            write(context.channel(), Stanzas.answer(handled & MASK));
            return;
        }
        Step step = Login.on(phase, element, who);
        phase = step.next();
        if (step.anew()) {
            reader = new ElementReader();
        }
        if (!step.say().isEmpty()) {
            if (phase == Phase.PRESENCE) {
                unacknowledged.sent();
            }
            write(context.channel(), step.say());
        }
        switch (phase) {
            case IN -> listener.in();
            case REFUSED -> fail(context, "the login was refused: " + element);
            default -> {}
        }
    }

    /** Sends stanzas that nothing is measured of. */
    void send(String stanza) {
        Channel open = channel;
        if (open != null) {
            open.eventLoop().execute(() -> {
                unacknowledged.sent();
                write(open, stanza);
            });
        }
    }

    /** Sends a message that was due at that time, and asks for its acknowledgement if there are any. */
    void send(String message, long due) {
        Channel open = channel;
        if (open != null) {
            open.eventLoop().execute(() -> {
                if (who.streamManagement()) {
                    unacknowledged.sent(due);
                    write(open, message + Stanzas.REQUEST);
                } else {
                    write(open, message);
                }
            });
        }
    }

    /** A space between two stanzas. */
    @Override
    public void beat() {
        Channel open = channel;
        if (open != null) {
            write(open, " ");
        }
    }

    private static void write(Channel to, String words) {
        to.writeAndFlush(ByteBufUtil.writeUtf8(to.alloc(), words), to.voidPromise());
    }

    Traffic traffic() {
        return bytes.traffic();
    }

    @Override
    public boolean isOpen() {
        Channel open = channel;
        return open != null && open.isActive() && phase == Phase.IN;
    }

    @Override
    public void close() {
        left = true;
        Channel open = channel;
        if (open != null) {
            open.close();
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
        reader = null;
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
