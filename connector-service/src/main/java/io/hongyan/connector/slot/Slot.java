package io.hongyan.connector.slot;

/**
 * A slot held by one life of this connector.
 *
 * @param number the partition of deliveries and replies
 * @param bootId the life, unique for ever; a lost slot is never taken again by the same one
 */
public record Slot(int number, String bootId) {}
