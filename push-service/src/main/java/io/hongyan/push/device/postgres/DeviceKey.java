package io.hongyan.push.device.postgres;

/**
 * What a device is known by.
 *
 * @param userId whose
 * @param deviceId the installation, unique per user
 */
public record DeviceKey(String userId, String deviceId) {}
