/**
 * Sockets of phones and browsers: login, heartbeats, framing and deliveries. Keeps no state that outlives a socket.
 *
 * <p>Doors, in: TCP, TLS and WebSocket → {@link io.hongyan.connector.session.socket.SocketServer}; topic {@code
 * hongyan.replies.v1}, the partition of our slot → {@link io.hongyan.connector.command.kafka.RepliesReader}; topic
 * {@code hongyan.deliveries.v1}, the same partition → {@link io.hongyan.connector.delivery.kafka.DeliveriesReader};
 * topic {@code hongyan.presence.v1}, all partitions → {@link io.hongyan.connector.watch.kafka.PresenceReader}; topic
 * {@code hongyan.revocations.v1}, from its beginning → {@link
 * io.hongyan.connector.revocation.kafka.RevocationsReader}.
 *
 * <p>Out: topic {@code hongyan.commands.v1} ← {@link io.hongyan.connector.command.kafka.CommandSender} and {@link
 * io.hongyan.connector.command.kafka.DeliveredSender}; {@code hongyan.sessions.v1} ← {@link
 * io.hongyan.connector.announce.kafka.SessionAnnouncer}; {@code hongyan.deliveries.v1}, for replaced sessions elsewhere
 * ← {@code welcome.grpc.Replacing}; gRPC calls to the other services ← {@link io.hongyan.connector.query.grpc.Calls},
 * and for the slot {@link io.hongyan.connector.slot.grpc.SlotKeeper}.
 *
 * <p>One message: {@code session.socket.SocketSession} takes the frame from its socket, {@link
 * io.hongyan.connector.session.Session} says that it may be handled, and {@link io.hongyan.connector.session.Suite},
 * which is {@code suite.quarkus.ConnectedSuite}, hands it on. {@link io.hongyan.connector.command.Commands} makes a
 * command of it, which goes to the log with the address of the answer; the reply completes what {@link
 * io.hongyan.connector.command.PendingReplies} keeps, and {@link io.hongyan.connector.command.Answers} makes it the
 * Ack. At the other end a delivery comes, {@link io.hongyan.connector.delivery.Deliveries} finds its sessions, and
 * {@code session.socket.SocketWriter} writes the frame to each, encoded once ({@link
 * io.hongyan.connector.frame.SharedFrame}).
 */
@NullMarked
package io.hongyan.connector;

import org.jspecify.annotations.NullMarked;
