package dev.mcpk8s.verb.describe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text of addresses in certificate requests. */
class AddressTextTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.1",
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "fd00:0:0:0:0:0:0:0, fd00::",
        "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7",
        "1:0:0:2:0:0:0:3, 1:0:0:2::3",
        "1:0:0:2:3:0:0:4, 1::2:3:0:0:4"
    })
    void leavesOutTheFirstOfTheLongestRunsOfZeros(String address, String text)
            throws UnknownHostException {
        assertThat(AddressText.of(InetAddress.getByName(address).getAddress())).isEqualTo(text);
    }

    @Property
    void meansTheSameAddress(@ForAll @Size(16) byte[] address) throws UnknownHostException {
        InetAddress read = InetAddress.getByName(AddressText.of(address));

        assertThat(read).isEqualTo(InetAddress.getByAddress(address));
    }
}
