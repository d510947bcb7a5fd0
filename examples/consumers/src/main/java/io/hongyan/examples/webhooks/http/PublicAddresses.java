package io.hongyan.examples.webhooks.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Finds addresses as the system does, and refuses those that lead inside: who may name a URL must not reach what only this process
 * can. The client connects to what it gets from here, so a name cannot be another address when it counts.
 */
final class PublicAddresses implements DnsResolver {

    private final DnsResolver system;

    PublicAddresses() {
        this(SystemDefaultDnsResolver.INSTANCE);
    }

    PublicAddresses(DnsResolver system) {
        this.system = system;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = system.resolve(host);
        for (InetAddress address : found) {
            if (!isPublic(address)) {
                throw new UnknownHostException(
                        "%s is %s, which is no public address".formatted(host, address.getHostAddress()));
            }
        }
        return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return system.resolveCanonicalHostname(host);
    }

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (address instanceof Inet4Address) {
            return first != 0
                    && first < 240 // reserved
                    && !(first == 100 && (second & 0xc0) == 64) // shared by carriers
                    && !(first == 192 && second == 0 && bytes[2] == 0)
                    && !(first == 198 && (second & 0xfe) == 18); // measurements
        }
        // Of IPv6 what is given out to everybody, 2000::/3, less what carries an IPv4 address inside (6to4, Teredo).
        boolean global = (first & 0xe0) == 0x20;
        boolean carries = first == 0x20 && (second == 0x02 || (second == 0x01 && bytes[2] == 0 && bytes[3] == 0));
        return global && !carries;
    }
}
