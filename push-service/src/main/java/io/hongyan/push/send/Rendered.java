package io.hongyan.push.send;

import java.util.SortedMap;

/**
 * An alert as a provider is handed it, without where it goes and without credentials.
 *
 * @param headers what goes beside the payload, by the provider's names
 * @param payload the payload, JSON; before encryption where there is one
 */
public record Rendered(SortedMap<String, String> headers, String payload) {

    /** Leaves out what people say to each other: it stays out of logs. */
    @Override
    public String toString() {
        return "Rendered[headers=" + headers.keySet() + "]";
    }
}
