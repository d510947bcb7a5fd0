package io.hongyan.push.send.webpush;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The push services that browsers' subscriptions may name. An endpoint comes from a client: without this list anybody
 * could have us post to any address, our own network's included.
 *
 * @param allowed hosts in lower case, {@code *.} for all below, with a port if it is not 443
 */
public record PushServices(List<String> allowed) {

    private static final Pattern ENTRY = Pattern.compile("(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)*(:[0-9]{1,5})?");
    private static final int HTTPS = 443;

    /**
     * The services of a configuration.
     *
     * @throws IllegalArgumentException with a sentence that names the entry, if one makes no sense
     */
    public static PushServices of(List<String> entries) {
        List<String> allowed =
                entries.stream().map(entry -> entry.toLowerCase(Locale.ROOT)).toList();
        for (String entry : allowed) {
            if (!ENTRY.matcher(entry).matches()) {
                throw new IllegalArgumentException(
                        "\"%s\" is no host, with *. before it for all below and a port behind it if it is not 443."
                                .formatted(entry));
            }
        }
        return new PushServices(allowed);
    }

    /** The entry by which an endpoint is allowed; empty if it is not. */
    public Optional<String> of(String endpoint) {
        URI uri;
        try {
            uri = new URI(endpoint);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
        if (!"https".equals(uri.getScheme()) || uri.getHost() == null || uri.getRawUserInfo() != null) {
            return Optional.empty();
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        String named = uri.getPort() < 0 || uri.getPort() == HTTPS ? host : host + ":" + uri.getPort();
        return allowed.stream().filter(entry -> fits(named, entry)).findFirst();
    }

    private static boolean fits(String named, String entry) {
        return entry.startsWith("*.") ? named.endsWith(entry.substring(1)) : named.equals(entry);
    }
}
