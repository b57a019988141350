package dev.mcpk8s.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.FilterCall;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What awk does not do here, and what it does with programs that want everything. */
class AwkTest {

    @Test
    void readsProgramsOfSeveralLines() {
        String program =
                """
                # counts
                $3 == "Running" &&
                $4 > 0 { n++ }   # restarted
                {
                    if ($3 == "Pending")
                        print $1
                    else if ($3 == "Running") { up++ }
                    else
                        down++

                    for (i = 1; i <= 2; i++)
                        total += $4
                }
                END {
                    printf("%d %d %d %d\\n",
                           n, up, down, total)
                }
                """;

        assertThat(run(program, "a 1/1 Running 2\nb 0/1 Pending 0\nc 0/1 Error 1\n"))
                .isEqualTo("b\n1 1 1 6\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{print > \"file\"}",
                "{print >> \"file\"}",
                "{print $1, $2 > $3}",
                "{printf \"%s\", $1 > \"file\"}",
                "{print | \"sh\"}",
                "{\"date\" | getline d}",
                "{getline}",
                "{getline x < \"/etc/passwd\"}",
                "{system(\"id\")}",
                "{print ENVIRON[\"HOME\"]}",
                "{print ARGV[0]}",
                "{close(\"x\")}",
                "BEGIN {print systime()}",
                "BEGIN {RS=\"\"}",
                "function f(x) {return x} {print f($1)}",
                "{print nosuch($1)}",
                "@include \"x\"",
                "{print",
                "{print $1",
                "{print (1,2}",
                "{if (1) }",
                "/[/",
                "/(a)\\1/",
                "{print \"open}",
                "{x = }",
                "{1 = 2}",
                "{substr(1)}",
                "{gsub(/a/, \"b\", \"c\")}",
                "{print 1 2 3 $}",
                "}",
            })
    void refusesWhatItDoesNotDo(String program) {
        assertThatThrownBy(() -> run(program, "a b c\n"))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.COMMAND_REFUSED))
                .hasMessageStartingWith("awk: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-f", "-e", "-i", "--file=x", "--sandbox", "-v", "-vx", "-F"})
    void refusesOtherOptions(String option) {
        assertThatThrownBy(() -> chain(List.of(option), new ByteArrayOutputStream()))
                .isInstanceOf(CommandException.class);
        assertThatThrownBy(() -> chain(List.of("1", "/etc/passwd"), new ByteArrayOutputStream()))
                .hasMessageContaining("no files");
    }

    @Test
    void refusesAProgramThatIsNestedOrLongBeyondReason() {
        for (String program :
                List.of(
                        "{print " + "(".repeat(5_000) + "1" + ")".repeat(5_000) + "}",
                        "{print " + "!".repeat(1_500) + "1}",
                        "{print " + "$".repeat(1_500) + "1}",
                        "{print " + "-".repeat(1_501) + "1}",
                        "{".repeat(1_500) + "}".repeat(400),
                        "{print 1" + " 1".repeat(100_000) + "}")) {
            assertThatThrownBy(() -> run(program, "a\n")).isInstanceOf(CommandException.class);
        }
        assertThat(run("{print 1" + " 1".repeat(1_900) + "}", "a\n")).hasSize(1_902);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN {while (1) x++}",
                "BEGIN {for (;;) ;}",
                "BEGIN {do ; while (1)}",
                "BEGIN {x = \"x\"; while (1) x = x x}",
                "BEGIN {while (1) a[n++] = n}",
                "BEGIN {while (1) a[n++]}",
                "BEGIN {while (1) a[\"k\" n++] = \"v\" n}",
                "BEGIN {$100000000 = 1}",
                "BEGIN {NF = 1e9}",
                "BEGIN {$(1e18) = 1}",
                "BEGIN {print $(-1)}",
                "BEGIN {printf \"%1000000000d\", 1}",
                "BEGIN {printf \"%.1000000000f\", 1}",
                "BEGIN {printf \"%*d\", 1e15, 1}",
                "BEGIN {x = sprintf(\"%10000s\", \"\"); for (;;) x = x x}",
                "BEGIN {x = sprintf(\"%9999s\", \"\"); gsub(/ /, x, x); gsub(/ /, x, x)}",
                "BEGIN {x = sprintf(\"%9999s\", \"\"); OFS = x; $1000000 = 1; print}",
                "BEGIN {for (i = 0; i < 900000; i++) a[i]; for (;;) for (k in a) n++}",
                "BEGIN {a[1]; a = 2}",
                "BEGIN {a = 1; a[1] = 2}",
                "BEGIN {print substr(\"x\", 1, 1e308 * 10) 1 / x}",
                "BEGIN {while (1) print substr(\"x\", 0 / 1, 2) ~ (\"(\" i++)}",
            })
    void endsWithinItsLimits(String program) {
        StringBuilder errors = new StringBuilder();
        ByteArrayOutputStream output = new ByteArrayOutputStream();

        int code = chain(List.of(program), output, errors).finish().getLast();

        assertThat(code).isEqualTo(2);
        assertThat(errors.toString()).startsWith("awk: ");
    }

    @Test
    void matchesInLinearTime() {
        assertThat(
                        run(
                                "$0 ~ /^(a+)+$/ {print \"yes\"} END {print \"end\"}",
                                "a".repeat(100_000) + "b\n"))
                .isEqualTo("end\n");
    }

    @Test
    void stopsWhenTheCommandIsCancelled() {
        Cancellation cancellation = new Cancellation();
        FilterCall call = new FilterCall("awk", List.of("{while (1) x++}"));
        FilterChain chain =
                new FilterChain(
                        List.of(call),
                        cancellation,
                        sink(new ByteArrayOutputStream(), new StringBuilder()));
        cancellation.cancel(ErrorCode.TIMEOUT);

        assertThatThrownBy(() -> chain.write("a\n".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        stopped -> assertThat(stopped.code()).isEqualTo(ErrorCode.TIMEOUT));
    }

    @Test
    void wantsNoMoreThanItNeeds() {
        byte[] line = "a b\n".getBytes(StandardCharsets.UTF_8);
        for (String program : List.of("{exit}", "BEGIN {print 1}", "NR == 1 {print; exit}")) {
            FilterChain chain = chain(List.of(program), new ByteArrayOutputStream());
            assertThat(chain.write(line)).as(program).isFalse();
        }
        assertThat(chain(List.of("{print}"), new ByteArrayOutputStream()).write(line)).isTrue();
    }

    @Test
    void printsWhatItSeesAtOnce() {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        FilterChain chain = chain(List.of("BEGIN {print \"head\"} {print $2}"), output);
        assertThat(chain.write("a b\nc".getBytes(StandardCharsets.UTF_8))).isTrue();

        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("head\nb\n");
    }

    private static String run(String program, String input) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        FilterChain chain = chain(List.of(program), output);
        boolean _ = chain.write(input.getBytes(StandardCharsets.UTF_8));
        assertThat(chain.finish()).containsExactly(0);
        return output.toString(StandardCharsets.UTF_8);
    }

    private static FilterChain chain(List<String> arguments, ByteArrayOutputStream output) {
        return chain(arguments, output, new StringBuilder());
    }

    private static FilterChain chain(
            List<String> arguments, ByteArrayOutputStream output, StringBuilder errors) {
        FilterCall call = new FilterCall("awk", arguments);
        return new FilterChain(List.of(call), new Cancellation(), sink(output, errors));
    }

    private static FilterChain.Sink sink(ByteArrayOutputStream output, StringBuilder errors) {
        return new FilterChain.Sink() {
            @Override
            public void stdout(byte[] bytes, int from, int to) {
                output.write(bytes, from, to - from);
            }

            @Override
            public void stderr(String line) {
                errors.append(line);
            }
        };
    }
}
