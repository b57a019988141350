package dev.mcpk8s.differential;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.command.Execution;
import dev.mcpk8s.command.Tool;
import dev.mcpk8s.commandline.CommandText;
import dev.mcpk8s.execution.CommandEngine;
import dev.mcpk8s.execution.CommandRequest;
import dev.mcpk8s.stream.BufferedOutput;
import dev.mcpk8s.stream.CommandResult;
import dev.mcpk8s.testcluster.KubectlResult;
import dev.mcpk8s.testcluster.TestCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

/** Runs cases with the real kubectl and with the service's engine, and tells where they differ. */
final class DifferentialRunner {

    /** So often the cluster may change while a case runs. */
    private static final int ATTEMPTS = 3;

    private static final int AT_ONCE = 5;
    private static final int LIMIT = 64 << 20;

    private final CommandEngine engine;
    private final TestCluster cluster;
    private final Execution execution;
    private final Map<String, byte[]> files = DifferentialCase.files();

    /**
     * @param execution where every case has to run: a command that silently falls back to kubectl
     *     proves nothing
     */
    DifferentialRunner(CommandEngine engine, TestCluster cluster, Execution execution) {
        this.engine = engine;
        this.cluster = cluster;
        this.execution = execution;
    }

    /** A report of each case that differs. */
    List<String> differences(List<DifferentialCase> cases) throws Exception {
        return differences(cases, Outcome::normalised);
    }

    /** The same where outcomes are made comparable in another way. */
    List<String> differences(List<DifferentialCase> cases, UnaryOperator<Outcome> comparable)
            throws Exception {
        List<Future<Optional<String>>> running = new ArrayList<>();
        List<String> reports = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (DifferentialCase differential : cases) {
                running.add(threads.submit(() -> difference(differential, comparable)));
            }
            for (Future<Optional<String>> result : running) {
                result.get().ifPresent(reports::add);
            }
        }
        return reports;
    }

    /**
     * Who differs from kubectl is wrong, once is enough. Only where kubectl's own answer is another
     * one afterwards, the cluster changed in between and nothing is known.
     */
    private Optional<String> difference(
            DifferentialCase differential, UnaryOperator<Outcome> comparable) {
        Outcome before = comparable.apply(reference(differential));
        for (int attempt = 1; ; attempt++) {
            Outcome actual = comparable.apply(ours(differential));
            if (actual.equals(before)) {
                return Optional.empty();
            }
            Outcome after = comparable.apply(reference(differential));
            if (after.equals(before) || attempt == ATTEMPTS) {
                return Optional.of(Difference.report(differential, before, actual));
            }
            before = after;
        }
    }

    private Outcome reference(DifferentialCase differential) {
        String[] words = differential.words().toArray(String[]::new);
        KubectlResult result =
                cluster.runIn(
                        DifferentialCase.filesFolder(),
                        kubeconfig(differential.user()),
                        differential.stdin(),
                        words);
        return new Outcome(result.stdout(), result.stderr(), result.exitCode());
    }

    private Outcome ours(DifferentialCase differential) {
        BufferedOutput output = new BufferedOutput(LIMIT);
        CommandRequest request =
                new CommandRequest(
                        "differential",
                        Tool.KUBECTL,
                        new CommandText.Line(differential.line()),
                        new ClusterTarget(kubeconfig(differential.user()), null, null),
                        differential.stdin(),
                        files,
                        CommandRequest.Options.within(Duration.ofSeconds(60)));
        engine.run(request, output, new Cancellation());
        CommandResult result = output.result();
        if (!result.execution().equals(execution.wireName())) {
            return new Outcome("", "this ran as " + result.execution() + "\n", -2);
        }
        String stderr = result.error();
        return new Outcome(result.output(), stderr == null ? "" : stderr, result.exitCode());
    }

    private String kubeconfig(String user) {
        return switch (user) {
            case "admin" -> cluster.adminKubeconfig();
            case "limited" -> cluster.limitedKubeconfig();
            case "certificate" -> cluster.clientCertificateKubeconfig();
            case "rsa" -> cluster.rsaClientCertificateKubeconfig();
            case "expired" -> cluster.expiredCertificateKubeconfig();
            default -> DifferentialCase.kubeconfig(user);
        };
    }
}
