package io.hongyan.connector.session.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.SocketAddress;
import org.junit.jupiter.api.Test;

class AddressesTest {

    @Test
    void portsDoNotMatter() {
        assertThat(Addresses.of(SocketAddress.inetSocketAddress(7, "192.0.2.1")))
                .isEqualTo("192.0.2.1");
    }

    @Test
    void ofIpv6TheNetworkIsMeant() {
        String one = Addresses.of(SocketAddress.inetSocketAddress(7, "2001:db8:0:1::7"));
        String neighbour = Addresses.of(SocketAddress.inetSocketAddress(7, "2001:db8:0:1:ffff::1"));
        String elsewhere = Addresses.of(SocketAddress.inetSocketAddress(7, "2001:db8:0:2::7"));

        assertThat(one).isEqualTo("20010db800000001/64").isEqualTo(neighbour).isNotEqualTo(elsewhere);
    }

    @Test
    void whatHasNoAddressIsUnknown() {
        assertThat(Addresses.of(null)).isEqualTo("unknown");
        assertThat(Addresses.of(SocketAddress.domainSocketAddress("/tmp/x"))).isEqualTo("unknown");
    }
}
