package dev.mcpk8s.commandline.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlagParserTest {

    private static final FlagSet FLAGS =
            new FlagSet(
                    List.of(
                            flag("all", "A", FlagType.BOOL, "false", "true"),
                            flag("no-headers", "", FlagType.BOOL, "false", "true"),
                            flag("output", "o", FlagType.STRING, "", ""),
                            flag("dry-run", "", FlagType.STRING, "none", "unchanged"),
                            flag("chunk-size", "", FlagType.INT64, "500", ""),
                            flag("replicas", "", FlagType.INT32, "0", ""),
                            flag("timeout", "", FlagType.DURATION, "0s", ""),
                            flag("flush", "", FlagType.PLAIN_DURATION, "5s", ""),
                            flag("v", "v", FlagType.LEVEL, "0", ""),
                            flag("labels", "L", FlagType.STRING_SLICE, "[]", ""),
                            flag("as-group", "", FlagType.STRING_ARRAY, "[]", ""),
                            flag("env", "", FlagType.STRING_TO_STRING, "[]", "")));

    private static FlagDefinition flag(
            String name, String letter, FlagType type, String usual, String bare) {
        return new FlagDefinition(name, letter, type, usual, bare, Set.of());
    }

    private static ParsedFlags parse(String... words) {
        return FlagParser.parse(FLAGS, List.of(words));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--output=wide pods",
                "--output wide pods",
                "pods -owide",
                "-o=wide pods",
                "-o wide pods",
                "-o json pods -o wide",
                "-Aowide pods",
                "-A=1 pods -o wide",
                "-o wide -- pods"
            })
    void readsAValueInEveryForm(String line) {
        ParsedFlags flags = parse(line.split(" "));
        assertThat(flags.text("output")).isEqualTo("wide");
        assertThat(flags.arguments()).containsExactly("pods");
    }

    @Test
    void aFlagWithABareValueNeverTakesTheNextWord() {
        ParsedFlags flags = parse("--dry-run", "client", "--all", "false", "--no_headers");
        assertThat(flags.text("dry-run")).isEqualTo("unchanged");
        assertThat(flags.isTrue("all")).isTrue();
        assertThat(flags.isTrue("no-headers")).isTrue();
        assertThat(flags.arguments()).containsExactly("client", "false");
    }

    @Test
    void aValueMayLookLikeAFlag() {
        assertThat(parse("-o", "--all").text("output")).isEqualTo("--all");
        assertThat(parse("--output", "--").text("output")).isEqualTo("--");
        assertThat(parse("--output=").isGiven("output")).isTrue();
    }

    @Test
    void wordsAfterTheDashesAreArguments() {
        ParsedFlags flags = parse("a", "--", "--all", "-o", "--");
        assertThat(flags.arguments()).containsExactly("a", "--all", "-o", "--");
        assertThat(flags.argumentsBeforeDash()).isEqualTo(1);
        assertThat(flags.isTrue("all")).isFalse();
        assertThat(parse("a").argumentsBeforeDash()).isEqualTo(-1);
        assertThat(parse("-", "").arguments()).containsExactly("-", "");
    }

    @Test
    void listsAddUp() {
        ParsedFlags flags =
                parse("-La,b", "-L", "c,\"d,e\"", "--labels=", "--as-group=x,y", "--as-group", "z");
        assertThat(flags.list("labels")).containsExactly("a", "b", "c", "d,e");
        assertThat(flags.list("as-group")).containsExactly("x,y", "z");
        assertThat(flags.list("env")).isEmpty();
    }

    @Test
    void numbersAreReadAsGoReadsThem() {
        assertThat(parse("--chunk-size", "0x1_0").number("chunk-size")).isEqualTo(16);
        assertThat(parse("--chunk-size=-5").number("chunk-size")).isEqualTo(-5);
        assertThat(parse("--chunk-size=010").number("chunk-size")).isEqualTo(8);
        assertThat(parse("--chunk-size=1_000").number("chunk-size")).isEqualTo(1000);
        assertThat(parse().number("chunk-size")).isEqualTo(500);
    }

    /** The messages were read off kubectl 1.36.2 and Go 1.26. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "--foo ~ unknown flag: --foo",
                "--foo=1 ~ unknown flag: --foo",
                "--out ~ unknown flag: --out",
                "---x ~ bad flag syntax: ---x",
                "--=x ~ bad flag syntax: --=x",
                "-Z ~ unknown shorthand flag: 'Z' in -Z",
                "-AZ ~ unknown shorthand flag: 'Z' in -Z",
                "-Zab ~ unknown shorthand flag: 'Z' in -Zab",
                "-\u00e9 ~ unknown shorthand flag: '\u00c3' in -\u00e9",
                "--output ~ flag needs an argument: --output",
                "-o ~ flag needs an argument: 'o' in -o",
                "-Ao ~ flag needs an argument: 'o' in -o",
                "-A=x ~ invalid argument \"x\" for \"-A, --all\" flag: strconv.ParseBool: parsing"
                        + " \"x\": invalid syntax",
                "--all= ~ invalid argument \"\" for \"-A, --all\" flag: strconv.ParseBool: parsing"
                        + " \"\": invalid syntax",
                "--chunk-size=x ~ invalid argument \"x\" for \"--chunk-size\" flag:"
                        + " strconv.ParseInt: parsing \"x\": invalid syntax",
                "--chunk-size=9223372036854775808 ~ invalid argument \"9223372036854775808\" for"
                        + " \"--chunk-size\" flag: strconv.ParseInt: parsing"
                        + " \"9223372036854775808\": value out of range",
                "--chunk-size=08 ~ invalid argument \"08\" for \"--chunk-size\" flag:"
                        + " strconv.ParseInt: parsing \"08\": invalid syntax",
                "--replicas=2147483648 ~ invalid argument \"2147483648\" for \"--replicas\" flag:"
                        + " strconv.ParseInt: parsing \"2147483648\": value out of range",
                "--timeout=5 ~ invalid argument \"5\" for \"--timeout\" flag: time: missing unit in"
                        + " duration \"5\"",
                "--timeout=x ~ invalid argument \"x\" for \"--timeout\" flag: time: invalid"
                        + " duration \"x\"",
                "--timeout=5x ~ invalid argument \"5x\" for \"--timeout\" flag: time: unknown unit"
                        + " \"x\" in duration \"5x\"",
                "--flush=5 ~ invalid argument \"5\" for \"--flush\" flag: parse error",
                "--v=4x ~ invalid argument \"4x\" for \"-v, --v\" flag: strconv.ParseInt: parsing"
                        + " \"4x\": invalid syntax",
                "--env=x ~ invalid argument \"x\" for \"--env\" flag: x must be formatted as"
                        + " key=value",
                "-La\"b ~ invalid argument \"a\\\"b\" for \"-L, --labels\" flag: parse error on"
                        + " line 1, column 2: bare \" in non-quoted-field",
                "-L\"a ~ invalid argument \"\\\"a\" for \"-L, --labels\" flag: parse error on line"
                        + " 1, column 3: extraneous or missing \" in quoted-field"
            })
    void complainsInKubectlsWords(String word, String message) {
        assertThatExceptionOfType(FlagException.class)
                .isThrownBy(() -> parse(word))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1h30m", "1.5s", "-2ms", "+1us", ".5h", "1.s", "3\u00b5s"})
    void durationsOfGo(String text) {
        assertThat(parse("--timeout=" + text).text("timeout")).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "s", ".s", "1", "1s2", "1 s", "9999999h", "1d"})
    void noDurationsOfGo(String text) {
        assertThatExceptionOfType(FlagException.class).isThrownBy(() -> parse("--timeout=" + text));
    }

    @Property
    void everyWordIsAFlagAValueOrAnArgument(@ForAll List<String> words) {
        try {
            ParsedFlags flags = FlagParser.parse(FLAGS, words);
            assertThat(words).containsAll(flags.arguments());
        } catch (FlagException wrong) {
            assertThat(wrong.text()).isNotBlank();
        }
    }

    @Property
    void valuesComeBackAsTheyWere(@ForAll String value) {
        assertThat(parse("--output=" + value).text("output")).isEqualTo(value);
        assertThat(parse("--output", value).text("output")).isEqualTo(value);
        assertThat(parse("-o", value).text("output")).isEqualTo(value);
    }
}
