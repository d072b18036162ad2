package org.httpca.worker.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.httpca.pki.Identifier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedTargetsTest {
    private static final AllowedTargets STANDARD = AllowedTargets.of(List.of("public", "private"));
    private static final AllowedTargets ALL = AllowedTargets.of(List.of("PUBLIC", "private", "loopback"));

    private static InetAddress address(String text) {
        return Network.address(Identifier.ip(text).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "172.32.0.1",
                "192.168.1.1",
                "100.64.0.1",
                "2606:4700::1111",
                "fd00::1",
                "64:ff9b::808:808",
                "2002:808:808::1",
                "64:ff9b::a00:1",
                "100.100.100.201",
                "168.63.129.17",
                "fd20:ce::253"
            })
    void addressesOfHosts(String text) {
        assertThat(STANDARD.contain(address(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "127.255.255.254", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"})
    void loopbackIsForWhoeverSaysSo(String text) {
        assertThat(STANDARD.contain(address(text))).isFalse();
        assertThat(ALL.contain(address(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "169.254.169.254",
                "192.0.0.170",
                "192.0.2.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::127.0.0.1",
                "::ffff:169.254.169.254",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "2001::1",
                "2001:db8::1",
                "3fff::1",
                "100::1",
                "100.100.100.200",
                "168.63.129.16",
                "fd00:ec2::254",
                "fd20:ce::254",
                "::ffff:100.100.100.200",
                "64:ff9b::a83f:8110",
                "2002:6464:64c8::1"
            })
    void nobodysAddressesNeverAre(String text) {
        assertThat(STANDARD.contain(address(text))).isFalse();
        assertThat(ALL.contain(address(text))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16,10.1.255.1,true",
        "10.1.0.0/16,10.2.0.1,false",
        "10.1.2.3,10.1.2.3,true",
        "10.1.2.3,10.1.2.4,false",
        "fd00:1::/33,fd00:1:7fff::1,true",
        "fd00:1::/33,fd00:1:8000::1,false",
        "0.0.0.0/0,169.254.1.1,true",
        "fd00::/8,fd00:ec2::254,true",
        "168.63.129.16,168.63.129.16,true",
        "::/0,10.0.0.1,false",
        "64:ff9b::/96,64:ff9b::7f00:1,false"
    })
    void networks(String network, String text, boolean allowed) {
        assertThat(AllowedTargets.of(List.of(network)).contain(address(text))).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8,true",
        "2606:4700::1111,true",
        "64:ff9b::808:808,true",
        "2002:808:808::1,true",
        "10.0.0.1,false",
        "100.64.0.1,false",
        "fd00::1,false",
        "127.0.0.1,false",
        "::1,false",
        "169.254.169.254,false",
        "64:ff9b::a00:1,false",
        "2002:a00:1::1,false"
    })
    void anybodysAddresses(String text, boolean isPublic) {
        assertThat(AllowedTargets.isPublic(address(text))).isEqualTo(isPublic);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "everything",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "10.0.0/8",
                "fd00::/129",
                "",
                "a.example"
            })
    void whatIsNoEntry(String entry) {
        assertThatThrownBy(() -> AllowedTargets.of(List.of(entry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(entry);
    }
}
