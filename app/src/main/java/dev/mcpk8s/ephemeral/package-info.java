/**
 * Ephemeral MCP servers: Jobs in the caller's cluster that each run one server behind a proxy. The
 * cluster is the only store.
 */
@NullMarked
package dev.mcpk8s.ephemeral;

import org.jspecify.annotations.NullMarked;
