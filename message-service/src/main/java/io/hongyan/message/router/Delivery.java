package io.hongyan.message.router;

import io.hongyan.proto.deliveries.v1.DeliveryRecord;

/**
 * One record for one connector.
 *
 * @param slot the connector's partition
 * @param record what it is to write
 */
public record Delivery(int slot, DeliveryRecord record) {}
