package dev.mcpk8s.commandline.kubectl;

import static dev.mcpk8s.command.Effect.DELETE;
import static dev.mcpk8s.command.Effect.LOCAL;
import static dev.mcpk8s.command.Effect.READ;
import static dev.mcpk8s.command.Effect.WRITE;

import dev.mcpk8s.command.ConfigNamesCommand.Names;
import dev.mcpk8s.command.Effect;
import dev.mcpk8s.commandline.tree.CommandNode;
import dev.mcpk8s.commandline.tree.CommandTree;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every verb of kubectl and where it runs. A verb changes sides by its one entry here; a test
 * compares the list with kubectl's own tree.
 */
final class VerbCatalog {

    static final String TOOL = "kubectl";

    private static final String NO_EDITOR =
            "there is no editor here; read the object with get -o yaml and send it changed with"
                    + " apply -f -, or use patch";
    private static final String NO_PORT =
            "a port opened here could not be reached by you; use get --raw, exec, or port-forward"
                    + " on your own machine";
    private static final String NO_PROGRAMS = "no programs of others run here";
    private static final String NO_SHELL = "completion is for a shell on your own machine";
    private static final String NO_CONFIG =
            "the kubeconfig comes with each request and is not kept; change it where it comes"
                    + " from, or choose with --context and -n";

    private final Map<String, Verb> verbs = new TreeMap<>();
    private final HelpPages pages;

    VerbCatalog() {
        this(kubectlTree());
    }

    static CommandTree kubectlTree() {
        return CommandTree.load(TOOL, "/dev/mcpk8s/commandline/kubectl-flags.txt");
    }

    /**
     * @param tree the commands that help tells about
     */
    VerbCatalog(CommandTree tree) {
        pages = new HelpPages(tree, this);
        help();
        reading();
        changing();
        creating();
        insidePods();
        local();
        refused();
    }

    /** Pages about commands, and the groups that do nothing but print theirs. */
    private void help() {
        runsNatively(new HelpSyntax(pages), LOCAL);
        group(false, false, "", "options", "certificate");
        group(true, false, "alpha");
        group(false, true, "rollout");
        group(true, true, "auth", "config", "create secret", "create service", "set", "top");
    }

    private void group(boolean onStandardError, boolean fails, String... names) {
        for (String name : names) {
            runsNatively(new GroupSyntax(name, pages, onStandardError, fails), LOCAL);
        }
    }

    private void reading() {
        runsNatively(new ApiResourcesSyntax(), READ);
        runsNatively(new ApiVersionsSyntax(), READ);
        runsNatively(new CanISyntax(), READ);
        runsNatively(new ClusterInfoDumpSyntax(), READ);
        runsNatively(new ClusterInfoSyntax(), READ);
        runsNatively(new DescribeSyntax(), READ);
        runsNatively(new DiffSyntax(), READ);
        runsNatively(new EventsSyntax(), READ);
        runsNatively(new ExplainSyntax(), READ);
        runsNatively(new GetSyntax(), READ);
        runsNatively(new LogsSyntax(), READ);
        runsNatively(new RolloutHistorySyntax(), READ);
        runsNatively(new RolloutStatusSyntax(), READ);
        runsNatively(new TopNodeSyntax(), READ);
        runsNatively(new TopPodSyntax(), READ);
        runsNatively(new VersionSyntax(), READ);
        runsNatively(new ViewLastAppliedSyntax(), READ);
        runsNatively(new WaitSyntax(), READ);
        runsNatively(new WhoAmISyntax(), READ);
    }

    private void changing() {
        takesFiles("apply");
        sandboxed(WRITE, "annotate", "apply set-last-applied", "auth reconcile");
        sandboxed(WRITE, "autoscale", "certificate approve", "certificate deny", "cordon");
        sandboxed(WRITE, "expose", "label", "patch", "replace", "rollout pause");
        sandboxed(WRITE, "rollout restart", "rollout resume", "rollout undo", "run", "scale");
        sandboxed(WRITE, "set env", "set image", "set resources", "set selector");
        sandboxed(WRITE, "set serviceaccount", "set subject", "taint", "uncordon");
        sandboxed(DELETE, "delete", "drain");
    }

    private void creating() {
        takesFiles("create");
        sandboxed(WRITE, "create clusterrole", "create clusterrolebinding");
        sandboxed(WRITE, "create configmap", "create cronjob", "create deployment");
        sandboxed(WRITE, "create ingress", "create job", "create namespace");
        sandboxed(WRITE, "create poddisruptionbudget", "create priorityclass", "create quota");
        sandboxed(WRITE, "create role", "create rolebinding");
        sandboxed(WRITE, "create secret docker-registry", "create secret generic");
        sandboxed(WRITE, "create secret tls", "create service clusterip");
        sandboxed(WRITE, "create service externalname", "create service loadbalancer");
        sandboxed(WRITE, "create service nodeport", "create serviceaccount", "create token");
    }

    private void insidePods() {
        sandboxed(WRITE, "attach", "cp", "debug", "exec");
    }

    private void local() {
        sandboxed(LOCAL, "kustomize");
        runsNatively(new ConfigContextsSyntax(), LOCAL);
        runsNatively(new ConfigViewSyntax(), LOCAL);
        for (Names names : Names.values()) {
            runsNatively(ConfigNamesSyntax.of(names), LOCAL);
        }
    }

    private void refused() {
        refused(NO_EDITOR, "edit", "apply edit-last-applied");
        refused(NO_PORT, "port-forward", "proxy");
        refused(NO_PROGRAMS, "plugin", "plugin list");
        refused(NO_SHELL, "completion");
        refused(NO_CONFIG, "config delete-cluster", "config delete-context");
        refused(NO_CONFIG, "config delete-user", "config rename-context", "config set");
        refused(NO_CONFIG, "config set-cluster", "config set-context", "config set-credentials");
        refused(NO_CONFIG, "config unset", "config use-context");
        refused(NO_CONFIG, "kuberc", "kuberc set", "kuberc view");
    }

    private void runsNatively(VerbSyntax<?> syntax, Effect effect) {
        put(syntax.name(), new Verb.Native(syntax, effect));
    }

    private void sandboxed(Effect effect, String... names) {
        for (String name : names) {
            put(name, new Verb.Sandboxed(effect, Verb.UsageCheck.NONE));
        }
    }

    /** A sandboxed verb that has nothing but files. */
    private void takesFiles(String name) {
        put(name, new Verb.Sandboxed(WRITE, FileArgumentsReader::checkAlone));
    }

    private void refused(String instead, String... names) {
        for (String name : names) {
            put(name, new Verb.Refused(instead));
        }
    }

    private void put(String name, Verb verb) {
        if (verbs.put(name, verb) != null) {
            throw new IllegalStateException(name + " is listed twice");
        }
    }

    /** The pages about the commands. */
    HelpPages pages() {
        return pages;
    }

    /** By what stands after the tool's name; the bare tool is the empty name. */
    Map<String, Verb> verbs() {
        return Collections.unmodifiableMap(verbs);
    }

    /**
     * @throws IllegalStateException for a command that was forgotten here
     */
    Verb of(CommandNode command) {
        Verb verb = verbs.get(nameOf(command.path()));
        if (verb == null) {
            throw new IllegalStateException(command.path() + " is not in the catalogue");
        }
        return verb;
    }

    /** {@code kubectl rollout status} is the verb {@code rollout status}. */
    static String nameOf(String path) {
        return path.substring(TOOL.length()).strip();
    }
}
