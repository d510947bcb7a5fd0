package io.hongyan.faults.oracle;

/**
 * A user on a device.
 *
 * @param user the user's id
 * @param device the installation, unique for the user
 */
public record Reader(String user, String device) {

    @Override
    public String toString() {
        return user + "/" + device;
    }
}
