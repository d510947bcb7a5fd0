package io.hongyan.faults.schedule;

/**
 * A user's app.
 *
 * @param user the user's id
 * @param name the device's id, unique for the user
 */
public record Device(String user, String name) {

    @Override
    public String toString() {
        return user + "/" + name;
    }
}
