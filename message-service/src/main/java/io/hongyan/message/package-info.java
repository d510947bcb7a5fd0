/**
 * Numbers what is sent, takes it to who is online, counts what is unread, and sends for app back ends: four roles
 * around the event log, in one process or each alone ({@link io.hongyan.message.roles.Roles}).
 *
 * <p>Doors, in: topic {@code hongyan.commands.v1} → {@code sequencer.kafka.SequencerProcessor}; topic {@code
 * hongyan.events.v1} → {@code router.kafka.EventsConsumer} and {@code unread.kafka.EventsConsumer}, a group each; topic
 * {@code hongyan.replies.v1}, the partition of the slot that {@code slot.grpc.SlotKeeper} leases → {@code
 * api.kafka.ReplyReader}; gRPC {@code ConversationService} → {@code unread.grpc.ConversationQueryService}, {@code
 * MemberService} → {@code unread.grpc.MemberQueryService}, {@code SignalService} → {@code signals.grpc.SignalsService},
 * {@code ExplainService} → {@code unread.grpc.ExplainQueryService}, {@code ProjectionService} → {@code
 * unread.grpc.ProjectedQueryService}, {@code MessagingService} → {@code api.grpc.SendService}; REST {@code POST
 * /v1/messages} → {@link io.hongyan.message.api.rest.MessagesResource}, {@code GET
 * /v1/users/{id}/unread/explanation} → {@link io.hongyan.message.api.rest.ExplanationResource}.
 *
 * <p>Out: topics {@code hongyan.events.v1} and {@code hongyan.replies.v1} ← {@code sequencer.kafka.SequencerTopology};
 * {@code hongyan.deliveries.v1} ← {@link io.hongyan.message.router.kafka.Deliveries}; {@code hongyan.commands.v1} ←
 * {@code api.kafka.Commands}; what cannot be processed goes to the {@code .dlq} of its topic.
 *
 * <p>One message: the processor loads what its command needs, {@link io.hongyan.message.sequencer.Sequencing} decides,
 * and event, reply, state and position are committed in one transaction. The router's consumer finds out whom the event
 * concerns ({@link io.hongyan.message.router.Audience}) and where their sessions are, {@link
 * io.hongyan.message.router.Packing} makes the frames, {@link io.hongyan.message.router.FanOut} one record for each
 * connector. The unread role's consumer lets {@link io.hongyan.message.unread.Projection} say what changes, and {@link
 * io.hongyan.message.unread.postgres.ProjectionStore} writes that and the position in one transaction; who waits for
 * the event is woken by {@link io.hongyan.message.unread.postgres.ProjectionArrivals}. Where a back end sent it, {@link
 * io.hongyan.message.api.kafka.Sender} wrote the command, and the reply ends its wait.
 *
 * <p>Beside that, {@link io.hongyan.message.audit.kafka.Auditor} compares what is counted with the log, and mends it.
 */
@NullMarked
package io.hongyan.message;

import org.jspecify.annotations.NullMarked;
