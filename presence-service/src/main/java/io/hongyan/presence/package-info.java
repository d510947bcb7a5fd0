/**
 * Knows which sessions live, and so who is online, away or offline, and who may see it.
 *
 * <p>In: {@code hongyan.sessions.v1} → {@code session.kafka.SessionsConsumer}; blocks in {@code hongyan.events.v1} →
 * {@code visibility.kafka.BlocksConsumer}; gRPC → {@code session.grpc.PresenceGrpcService} and {@code
 * slot.grpc.SlotGrpcService}. Out: {@code hongyan.presence.v1} ← {@code session.kafka.PresenceTopic}.
 *
 * <p>A login: the connector holds a slot ({@code slot.redis.LeaseStore}) and writes a record of the session. The consumer
 * looks whether the life holds its slot, notes the session with the life ({@code session.redis.LifeStore}), decides
 * ({@code session.Merging}), and replaces the user ({@code session.redis.UserStore}). Whoever awaits the session is woken
 * ({@code session.SessionWaiters}); the transition is published and then confirmed ({@code session.Publication}). When the
 * connector dies, {@code slot.vertx.LeaseWatch} ends its life and {@code session.kafka.SessionsOfLife} its sessions.
 */
@NullMarked
package io.hongyan.presence;

import org.jspecify.annotations.NullMarked;
