/**
 * Decides once per device whether an alert is sent, and sends it.
 *
 * <p>Doors: topic {@code hongyan.events.v1} → {@link io.hongyan.push.audience.kafka.EventsConsumer}; gRPC {@code
 * hongyan.push.v1.DeviceService} → {@link io.hongyan.push.device.grpc.DevicesService}, {@code PreferenceService} → {@link
 * io.hongyan.push.preference.grpc.PreferencesService}, {@code ReceiptService} → {@link
 * io.hongyan.push.receipt.grpc.ReceiptsService}, {@code WakeService} → {@link io.hongyan.push.wake.grpc.WakesService}, {@code
 * ExplanationService} → {@link io.hongyan.push.explain.grpc.ExplanationsService}; topic {@code hongyan.push-decisions.v1} ←
 * {@link io.hongyan.push.decision.kafka.DecisionPublisher}; the providers ← {@link io.hongyan.push.send.quarkus.Ways}.
 *
 * <p>One message: the consumer folds its batch into {@link io.hongyan.push.audience.Changes} and writes them with the
 * position in one transaction; the message opens an alert for each device of the other members. {@link
 * io.hongyan.push.send.vertx.Dispatcher} takes up what is due, {@code Courier} asks presence and the unread role, {@code
 * Handover} hands it to its {@link io.hongyan.push.send.Provider} along a {@link io.hongyan.push.send.lane.Lane} of its own,
 * and whatever is to be done is said by {@link io.hongyan.push.decision.Alert}, where to start reading; what goes together by
 * {@link io.hongyan.push.decision.Bundle}. The
 * outcome and its record for the topic are written together; the record leaves by the outbox.
 */
@NullMarked
package io.hongyan.push;

import org.jspecify.annotations.NullMarked;
