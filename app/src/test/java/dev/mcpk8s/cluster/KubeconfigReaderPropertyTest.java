package dev.mcpk8s.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.error.CommandException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class KubeconfigReaderPropertyTest {

    private static final String PIECES =
            "users:§\n§  §- §name: u§user: §{§}§[§]§\"§token: §'§*a§&a §!!§|§>§: §?§\t§#§~§clusters: "
                    + "§server: §https://h§null§true§1e3§2001-01-01§<<§%§---§...§,§\\§as-groups: ";

    @Property(tries = 500)
    void neverFailsInAnotherWay(@ForAll("texts") String text) {
        try {
            KubeconfigReader.read(text, 1 << 20);
        } catch (CommandException expected) {
            assertThat(expected.code().code()).startsWith("kubeconfig_");
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> grammar =
                Arbitraries.of(PIECES.split("§"))
                        .list()
                        .ofMaxSize(30)
                        .map(pieces -> String.join("", pieces));
        return Arbitraries.oneOf(Arbitraries.strings(), grammar);
    }
}
