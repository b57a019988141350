package dev.mcpk8s.command;

/**
 * A command that can run: its line was read, its flags were checked, nothing was asked of a
 * cluster.
 *
 * <p>One record per native verb, and {@link ToolCommand} for everything that runs as an external
 * program.
 */
public sealed interface Command
        permits ApiResourcesCommand,
                ApiVersionsCommand,
                CanICommand,
                ClusterInfoCommand,
                ClusterInfoDumpCommand,
                ConfigContextsCommand,
                ConfigNamesCommand,
                ConfigViewCommand,
                DescribeCommand,
                DiffCommand,
                EventsCommand,
                ExplainCommand,
                GetCommand,
                HelpCommand,
                LogsCommand,
                RolloutHistoryCommand,
                RolloutStatusCommand,
                ToolCommand,
                TopNodeCommand,
                TopPodCommand,
                VersionCommand,
                ViewLastAppliedCommand,
                WaitCommand,
                WhoAmICommand {

    /** The tool whose command line this is. */
    default Tool tool() {
        return Tool.KUBECTL;
    }

    /** What it may do to a cluster. */
    Effect effect();

    /** What it would do, for whoever is asked before it runs. */
    default Consequence consequence() {
        return Consequence.of(effect());
    }

    /** Where it runs. */
    default Execution execution() {
        return Execution.NATIVE;
    }
}
